package dev.outrigger.sync.transcript;

import static dev.outrigger.testing.ItemBuilder.anItem;

import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.testing.ItemBuilder;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// How stories write items, versions and times: `Post/p1 v3 title=A tags=a,b deleted`.
final class Words {
    private Words() {}

    static ItemBuilder item(String words) {
        String[] parts = words.strip().split(" ");
        String[] name = parts[0].split("/");
        ItemBuilder item = anItem(name[0]).withId(name[1]);
        for (int index = 1; index < parts.length; index++) {
            String part = parts[index];
            if (part.equals("deleted")) {
                item.deleted();
            } else if (part.contains("=")) {
                String[] field = part.split("=", 2);
                item.with(field[0], value(field[0], field[1]));
            } else {
                item.withVersion(Long.parseLong(part.substring(1)));
            }
        }
        return item;
    }

    /// The fields that are written after an item's name, names and values in turn.
    static @Nullable Object[] fields(String words) {
        return List.of(words.strip().split(" ")).stream()
                .skip(1)
                .map(part -> part.split("=", 2))
                .<@Nullable Object>mapMulti(
                        (field, into) -> {
                            into.accept(field[0]);
                            into.accept(value(field[0], field[1]));
                        })
                .toArray();
    }

    private static @Nullable Object value(String field, String text) {
        if (text.equals("null")) {
            return null;
        }
        return switch (field) {
            case "rating" -> Integer.valueOf(text);
            case "tags" -> List.of(text.split(","));
            default -> text;
        };
    }

    static Duration duration(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    static String of(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    static String of(@Nullable Version version) {
        return version == null ? "none" : "v" + version.number();
    }

    static String of(RemoteItem item) {
        return item.key() + " " + of(item.version()) + (item.live() ? "" : " deleted");
    }

    /// The item's fields that have a value, without its key.
    static String fields(Item item) {
        return written(item.fields());
    }

    static String written(Map<String, ? extends @Nullable Object> fields) {
        return fields.entrySet().stream()
                .filter(field -> field.getValue() != null && !field.getKey().equals("id"))
                .map(field -> field.getKey() + "=" + written(field.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String written(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : value.toString();
    }
}
