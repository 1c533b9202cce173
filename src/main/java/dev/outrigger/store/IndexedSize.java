package dev.outrigger.store;

import dev.outrigger.model.FieldProblem;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.StoredItem;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds values that PostgreSQL could not put into an index: the statement would fail, and with it
/// everything that is written in the same transaction.
final class IndexedSize {
    /// PostgreSQL allows 2,704 bytes per index entry; the rest is for its own header and alignment.
    private static final int LONGEST_BYTES = 2_500;

    /// UTF-8 takes at most this many bytes per `char`.
    private static final int BYTES_PER_CHARACTER = 3;

    /// Characters of a number or truth value in a key's text, at most.
    private static final int LONGEST_NUMBER = 25;

    private IndexedSize() {}

    /// Of what an effect stores.
    static Optional<FieldProblem> problem(ReplicaTables tables, Effect effect) {
        return switch (effect.row()) {
            case RowEdit.Put(StoredItem stored) ->
                    problem(tables.of(stored.item().model()).table(), stored.item());
            case RowEdit.Keep _, RowEdit.Erase _ -> Optional.empty();
        };
    }

    static Optional<FieldProblem> problem(ModelTable table, Item item) {
        if (maybeTooLong(item.key()) && tooLong(item.key())) {
            return Optional.of(
                    new FieldProblem(
                            "/" + table.model().key().fields().getLast(),
                            "is part of the key, which is at most "
                                    + LONGEST_BYTES
                                    + " bytes, the name of the model included and each % and /"
                                    + " counted as three"));
        }
        for (List<String> fields : table.indexedFields()) {
            if (maybeTooLong(item, fields)) {
                return certainly(table, item);
            }
        }
        return Optional.empty();
    }

    /// By the number of characters, which costs next to nothing.
    private static boolean maybeTooLong(Item item, List<String> fields) {
        int characters = 0;
        for (String field : fields) {
            if (item.value(field) instanceof String text) {
                characters += text.length();
            }
        }
        return characters > LONGEST_BYTES / BYTES_PER_CHARACTER;
    }

    /// The outbox has the key in an index, in its text form: there a character of one byte may take
    /// three, and none takes more.
    private static boolean maybeTooLong(ItemKey key) {
        int characters = key.model().length();
        for (Object value : key.values()) {
            characters += value instanceof String text ? text.length() : LONGEST_NUMBER;
        }
        return characters > LONGEST_BYTES / BYTES_PER_CHARACTER;
    }

    private static boolean tooLong(ItemKey key) {
        return bytes(key.model()) + bytes(key.text()) > LONGEST_BYTES;
    }

    private static Optional<FieldProblem> certainly(ModelTable table, Item item) {
        return table.indexedFields().stream()
                .filter(fields -> tooLong(item, fields))
                .map(
                        fields ->
                                new FieldProblem(
                                        "/" + fields.getLast(),
                                        "is in an index with "
                                                + fields
                                                + ", whose values together are at most "
                                                + LONGEST_BYTES
                                                + " bytes"))
                .findFirst();
    }

    private static boolean tooLong(Item item, List<String> fields) {
        String joined =
                fields.stream()
                        .map(item::value)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.joining());
        return bytes(joined) > LONGEST_BYTES;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
