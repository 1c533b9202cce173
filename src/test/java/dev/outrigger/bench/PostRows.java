package dev.outrigger.bench;

import io.vertx.core.http.HttpMethod;

import java.util.List;

/// The tables of a replica as a client of PostgreSQL sees them, and the post that every measurement
/// uses.
final class PostRows {
    static final String TITLE = "A post with a title of usual length";
    static final String BODY =
            """
            {"title":"%s","status":"ACTIVE","rating":4,"tags":["one","two"]}\
            """
                    .formatted(TITLE);

    private static final String NUMBERS = "bench_numbers";

    /// With a blank after each colon, since pgbench takes `:4` for a variable.
    private static final String SAVED =
            "\"title\": \"%s\", \"status\": \"ACTIVE\", \"rating\": 4, \"tags\": [\"one\", \"two\"]"
                    .formatted(TITLE);

    private static final String KEY = "lpad(" + SqlScript.KEY + "::text, 36, '0')";
    private static final String NOW = "1795181799568";

    private PostRows() {}

    static String schema(String replica) {
        return "replica_" + replica;
    }

    /// One more post.
    static HttpScript post() {
        return new HttpScript(HttpMethod.POST, "/v1/models/Post", 1, BODY, 201);
    }

    /// What [#save] numbers its changes from.
    static String createNumbers() {
        return "create sequence " + NUMBERS;
    }

    /// What a save stores: the item, its mutation and its change.
    static SqlScript save(String replica) {
        String schema = schema(replica);
        return new SqlScript(
                Long.MAX_VALUE - 1,
                List.of(
                        ("insert into %1$s.post values (%2$s, '%3$s', 'ACTIVE', 4, '[\"one\","
                                        + " \"two\"]', null, null, null, null, false, true, null,"
                                        + " nextval('%4$s'), currval('%4$s'))")
                                .formatted(schema, KEY, TITLE, NUMBERS),
                        ("insert into %s._outbox values (currval('%s'), 'Post', %s, 'CREATE',"
                                        + " '{%s}', null, '[]', %s, 0, 0, 'WAITING', null)")
                                .formatted(schema, NUMBERS, KEY, SAVED, NOW),
                        ("insert into %s._change values (currval('%s'), 'Post', %s, 'INSERT',"
                                        + " 'LOCAL', null, '{%s}', %s)")
                                .formatted(schema, NUMBERS, KEY, shown(), NOW)));
    }

    private static String shown() {
        return "\"id\": \"%s\", %s, ".formatted("0".repeat(36), SAVED)
                + "\"createdAt\": null, \"updatedAt\": null, \"_version\": null,"
                + " \"_lastChangedAt\": null, \"_pending\": true";
    }

    /// One whole row by its key, of those that [#fill] made.
    static SqlScript read(String replica, int rows) {
        return new SqlScript(
                rows,
                List.of(
                        "select t.* from %s.post t where t.id = %s"
                                .formatted(schema(replica), SqlScript.KEY)));
    }

    /// Synced items whose ids are the numbers from 1.
    static String fill(String replica, int rows) {
        return ("insert into %s.post select i::text, '%s', 'ACTIVE', 4, '[\"one\", \"two\"]',"
                        + " '2026-11-20T12:00:00.000Z', '2026-11-20T12:00:00.000Z', 1, %s, false,"
                        + " false, null, i, i from generate_series(1, %d) i")
                .formatted(schema(replica), TITLE, NOW, rows);
    }

    /// Synced comments, `each` of every post; ids are numbers from 1.
    static String fillComments(String replica, int posts, int each) {
        return ("insert into %s.comment select i::text, '%s', (i %% %d + 1)::text,"
                        + " '2026-11-20T12:00:00.000Z', '2026-11-20T12:00:00.000Z', 1, %s, false,"
                        + " false, null, i, i from generate_series(1, %d) i")
                .formatted(schema(replica), TITLE, posts, NOW, posts * each);
    }

    /// The comments of one post, as a page of them is read: in the order of insertion, and one more
    /// than the page has, to know whether there is another.
    static SqlScript readComments(String replica, int posts, int each) {
        return new SqlScript(
                posts,
                List.of(
                        ("select t.* from %s.comment t where not t._deleted"
                                        + " and t.\"postID\" = %s::text"
                                        + " order by t._insertion limit %d")
                                .formatted(schema(replica), SqlScript.KEY, each + 1)));
    }

    /// Tables like those of a backend, without its triggers, for [#createInBackend].
    static String createBackendReference() {
        return "create sequence %s; create schema reference;".formatted(NUMBERS)
                + " create table reference.post (like backend.post including all);"
                + " create table reference._delta (like backend._delta including all)";
    }

    /// What a create stores in a backend: it looks for the item, and writes it and its version.
    static SqlScript createInBackend() {
        return new SqlScript(
                Long.MAX_VALUE - 1,
                List.of(
                        "select * from reference.post where id = " + KEY,
                        ("insert into reference.post values (%s, '%s', 'ACTIVE', 4, '[\"one\","
                                        + " \"two\"]', '2026-11-20T12:00:00.000Z',"
                                        + " '2026-11-20T12:00:00.000Z', 1, %s, false)")
                                .formatted(KEY, TITLE, NOW),
                        ("insert into reference._delta (seq, model, key, version, changed_at,"
                                        + " deleted, kind, item) values (nextval('%s'), 'Post',"
                                        + " %s, 1, %s, false, 'CREATE', '{%s}')")
                                .formatted(NUMBERS, KEY, NOW, SAVED)));
    }

    /// The same items in a backend.
    static String fillBackend(int rows) {
        // No trigger: these rows were there before anybody looked.
        return ("set session_replication_role = replica; insert into backend.post select i::text,"
                        + " '%s', 'ACTIVE', 4, '[\"one\", \"two\"]', '2026-11-20T12:00:00.000Z',"
                        + " '2026-11-20T12:00:00.000Z', 1, %s, false from generate_series(1, %d) i")
                .formatted(TITLE, NOW, rows);
    }
}
