package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.testing.BlogSchema.fields;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.testing.Schemas;

import java.util.ArrayList;
import java.util.List;

/// Items whose keys hold what a store might take for a sign of its own.
final class OddKeys {
    static final Schema SCHEMA =
            Schemas.of(
                    """
                    type Note @model {
                      id: ID!
                      text: String
                      remarks: [Remark] @hasMany(indexName: "byNote", fields: ["id"])
                    }

                    type Remark @model {
                      id: ID!
                      noteID: ID @index(name: "byNote")
                      note: Note @belongsTo(fields: ["noteID"])
                    }

                    type Place @model {
                      region: ID!
                        @primaryKey(sortKeyFields: ["name", "number", "ratio", "open", "at"])
                      name: String!
                      number: Int!
                      ratio: Float!
                      open: Boolean!
                      at: AWSTimestamp!
                      label: String
                    }
                    """);

    static final Model NOTE = SCHEMA.required("Note");
    static final Model PLACE = SCHEMA.required("Place");

    /// In the order of their code points.
    static final List<String> TEXTS =
            List.of(
                    "\u0001",
                    "\t\n\r\u001f",
                    " ",
                    "\"{}'$1",
                    "%",
                    "%2",
                    "%25",
                    "%252F",
                    "%2F",
                    "%2f",
                    ".",
                    "..",
                    "/",
                    "//",
                    "/a",
                    "?a=b&c#d",
                    "A",
                    "\\.",
                    "\\N",
                    "a",
                    "a%2Fb",
                    "a-b",
                    "a/",
                    "a/b",
                    "e\u0301",
                    "long " + "0123/".repeat(20),
                    "null",
                    "\u007f",
                    "é",
                    "\u2028",
                    "\ufeffmark",
                    "\ufffd",
                    "😀",
                    "😀\u200d");

    private OddKeys() {}

    static Item note(String id, String text) {
        return Item.of(NOTE, fields("id", id, "text", text));
    }

    static ItemKey noteKey(String id) {
        return new ItemKey("Note", List.of(id));
    }

    private static Item place(Object... key) {
        return Item.of(
                PLACE,
                fields(
                        "region", key[0], "name", key[1], "number", key[2], "ratio", key[3], "open",
                        key[4], "at", key[5]));
    }

    /// Joined without care, some of them would be one text.
    static List<Item> places() {
        return List.of(
                place("a/b", "c", 1, 0.0, true, 0L),
                place("a", "b/c", 1, 0.0, true, 0L),
                place("a%2Fb", "c", 1, 0.0, true, 0L),
                place("/", "//", 0, 0.0, false, 0L),
                place("//", "/", 0, 0.0, false, 0L),
                place("a", "1", 11, 1.5, false, -1L),
                place("a", "11", 1, 1.5, false, -1L),
                place("x", "y", Integer.MIN_VALUE, Double.MIN_VALUE, true, Long.MIN_VALUE),
                place("x", "y", Integer.MAX_VALUE, -Double.MAX_VALUE, true, Long.MAX_VALUE),
                place("x", "y", 1, 0.1, true, 5L),
                place("x", "y", 1, 1e21, true, 5L),
                place("x", "y", 1, 123456789.0, true, 5L),
                place("x", "y", 1, 123456789.0, false, 5L));
    }

    static List<RemoteItem> notes() {
        return TEXTS.stream().map(id -> live(1, note(id, "of " + id))).toList();
    }

    static List<RemoteItem> everything() {
        List<RemoteItem> all = new ArrayList<>(notes());
        places().forEach(place -> all.add(live(1, place)));
        return all;
    }

    static Item itemOf(ItemKey key) {
        return everything().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow()
                .item();
    }
}
