package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;
import dev.outrigger.testing.AmplifySetup;
import dev.outrigger.testing.PlainSql;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An Amplify client whose backend is replaced by another one, with the items that the guide's SQL
/// took over. A backend of ours stands for AppSync.
@ForEachRelease
class MovingFromAppSyncIT {
    private static final String POST = "Post";
    private static final Path GUIDE = Path.of("docs", "migrating-from-appsync.md");
    private static final Pattern SQL = Pattern.compile("(?s)```sql\n(.*?)```");

    private final StartedParts parts = new StartedParts();

    @Parameter AmplifyRelease release;

    @AfterParameterizedClassInvocation
    void stop() {
        parts.close();
    }

    @Test
    void aDeviceGoesOnWithWhatItHasStoredAndNotDelivered() throws IOException {
        // Given
        String schema = Schemas.demoDocument();
        AmplifyDevices before = parts.keep(new AmplifyDevices("moving-in", release, schema));
        OtherWriter other = new OtherWriter(before.backend());
        String pending = other.create(POST, post("pending"));
        other.update(POST, Map.of("id", pending, "tags", List.of("a"), "_version", 1));
        String changed = other.create(POST, post("before"));
        String deleted = other.create(POST, post("deleted"));
        AmplifyClient device = before.start("device");
        device.goOffline();
        device.update(POST, pending, Map.of("title", "written before the move"));
        other.update(POST, Map.of("id", changed, "title", "after", "_version", 1));
        other.delete(POST, deleted, 1);

        // When
        TestBackend after = parts.keep(TestBackend.start(schema));
        takeOver(before.backend(), after);
        AmplifySetup setup = before.setup("device").with("endpoint", after.endpoint().toString());
        AmplifyClient moved = before.restarted(device, setup, () -> {});

        // Then
        eventually(() -> assertThat(moved.version(POST, pending)).isEqualTo(3));
        assertThat(moved.wire().exchanges("updatePost").getFirst().input())
                .containsEntry("_version", 2);
        assertThat(moved.get(POST, pending))
                .containsEntry("title", "written before the move")
                .containsEntry("tags", List.of("a"));
        assertThat(moved.get(POST, changed)).containsEntry("title", "after");
        assertThat(moved.get(POST, deleted)).isNull();
    }

    private static Map<String, ?> post(String title) {
        return Map.of("title", title, "status", "ACTIVE", "rating", 3);
    }

    /// Runs the guide's SQL on an export of all posts, tombstones too.
    private static void takeOver(TestBackend from, TestBackend to) throws IOException {
        Matcher sql = SQL.matcher(Files.readString(GUIDE));
        assertThat(sql.find()).isTrue();
        String[] around = sql.group(1).split("\\\\copy[^\n]*\n");
        assertThat(around).hasSize(2);
        try (PlainSql session = PlainSql.on(to.databaseUrl())) {
            session.run(around[0]);
            for (String line : exported(from)) {
                session.run("insert into exported values ('" + line.replace("'", "''") + "')");
            }
            session.run(around[1]);
        }
    }

    private static List<String> exported(TestBackend backend) {
        String fields =
                "id title status rating tags createdAt updatedAt _version _lastChangedAt _deleted";
        return backend
                .call("{ syncPosts(limit: 1000) { items { %s } } }".formatted(fields))
                .items("syncPosts")
                .stream()
                .map(item -> Json.write(Map.of("Item", attributes(item))))
                .toList();
    }

    /// The item as DynamoDB keeps it: without the fields that are null, each value with its type.
    private static Map<String, Object> attributes(Map<String, ? extends @Nullable Object> item) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        item.forEach(
                (name, value) -> {
                    if (value != null) {
                        attributes.put(name, attribute(value));
                    }
                });
        return attributes;
    }

    private static Map<String, Object> attribute(Object value) {
        return switch (value) {
            case Number number -> Map.of("N", number.toString());
            case Boolean truth -> Map.of("BOOL", truth);
            case List<?> list ->
                    Map.of("L", list.stream().map(MovingFromAppSyncIT::attribute).toList());
            default -> Map.of("S", value.toString());
        };
    }
}
