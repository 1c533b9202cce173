package dev.outrigger.bench;

import io.vertx.core.http.HttpMethod;

import java.util.List;

/// A page of 100 items by a predicate on an indexed field over HTTP, against the same rows by the
/// same condition.
final class PageReads implements Measurement {
    private static final String REPLICA = "bench";

    /// Comments of one post.
    private static final int PAGE = 100;

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        int posts = rig.effort().rows() / PAGE;
        BenchDatabase database = rig.database("pages");
        try (Spawned sidecar = rig.sidecar(database, REPLICA)) {
            database.execute(PostRows.fillComments(REPLICA, posts, PAGE));
            database.execute("vacuum analyze " + PostRows.schema(REPLICA) + ".comment");
            List<Figure> figures =
                    new Turns(
                                    rig,
                                    "pages of 100 by an index",
                                    page(posts),
                                    PostRows.readComments(REPLICA, posts, PAGE))
                            .take(sidecar.url(), SqlLoad.on(database, rig));
            return List.of(
                    figures.get(0), figures.get(1).withBar(new Bar.Ratio(0.2)), figures.get(2));
        }
    }

    private static HttpScript page(int posts) {
        return new HttpScript(
                HttpMethod.GET,
                "/v1/models/Comment?limit="
                        + PAGE
                        + "&filter=%7B%22postID%22%3A%7B%22eq%22%3A%22"
                        + HttpScript.KEY
                        + "%22%7D%7D",
                posts,
                "",
                200);
    }
}
