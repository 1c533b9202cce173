package dev.outrigger.killloop;

import dev.outrigger.postgres.DatabaseUrl;
import dev.outrigger.testing.PlainSql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The backend's tables, read by SQL beside it.
final class BackendTables implements AutoCloseable {
    private final PlainSql sql;

    BackendTables(Role backend) throws IOException {
        Path folder = backend.folder();
        String server = "127.0.0.1:" + Files.readString(folder.resolve("port")).strip();
        sql =
                PlainSql.on(
                        new DatabaseUrl.External(
                                server,
                                "postgres",
                                Map.of(
                                        "user",
                                        "outrigger",
                                        "password",
                                        Files.readString(folder.resolve("password")).strip(),
                                        "sslmode",
                                        "disable")));
    }

    /// `title|version` by id.
    Map<String, String> posts() {
        Map<String, String> posts = new TreeMap<>();
        sql.rows(
                        "select id || '|' || title || '|' || _version from backend.post where not"
                                + " _deleted")
                .forEach(
                        row -> {
                            int end = row.indexOf('|');
                            posts.put(row.substring(0, end), row.substring(end + 1));
                        });
        return posts;
    }

    /// Every write has a title of its own, and its mark in the list. So a title that two versions
    /// of an item have, or a mark that stands twice, is one edit that was carried out twice.
    List<String> appliedTwice() {
        return sql.rows(
                """
                select key || ' has twice ' || (item->>'title') || ', deleted: ' || deleted
                  from backend._delta
                 where model = 'Post'
                 group by key, deleted, item->>'title'
                having count(*) > 1
                union all
                select key || ' has a mark twice in ' || (item->>'tags')
                  from backend._delta
                 where model = 'Post' and jsonb_array_length(item->'tags') > 1
                """);
    }

    /// Versions of an item that do not follow one another.
    List<String> gaps() {
        return sql.rows(
                """
                select key || ' goes to version ' || version
                  from (select key, version,
                               version - lag(version, 1, 0::bigint)
                                 over (partition by key order by seq) as step
                          from backend._delta
                         where model = 'Post') as versions
                 where step <> 1
                """);
    }

    @Override
    public void close() {
        sql.close();
    }
}
