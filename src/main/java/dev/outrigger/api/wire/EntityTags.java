package dev.outrigger.api.wire;

import dev.outrigger.sync.edit.Expected;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `If-Match` or `If-None-Match` says: any state that there is, or those of a list.
public sealed interface EntityTags {
    record Any() implements EntityTags {}

    record Listed(List<Tag> tags) implements EntityTags {
        public Listed {
            tags = List.copyOf(tags);
        }

        private boolean has(String text) {
            return tags.stream().anyMatch(tag -> tag.text().equals(text));
        }

        /// The states of items that the tags name; what others have made up names none.
        private List<Expected> states() {
            return tags.stream().flatMap(tag -> EntityTag.read(tag.text()).stream()).toList();
        }

        private Listed strong() {
            return new Listed(tags.stream().filter(tag -> !tag.weak()).toList());
        }
    }

    /// @param text with its quotes
    /// @param weak true when equal content is enough, and not needed byte by byte
    record Tag(String text, boolean weak) {}

    /// Empty for what is neither `*` nor a list of entity tags.
    ///
    /// @param lines of the header, which may be repeated
    static Optional<EntityTags> read(List<String> lines) {
        String text = String.join(",", lines).strip();
        return text.equals("*") ? Optional.of(new Any()) : Text.listed(text);
    }

    /// The state that an edit expects by `If-Match`. A weak tag is of no state, as it does not tell
    /// one from the next.
    default Expected matched() {
        return switch (this) {
            case Any _ -> new Expected.Present();
            case Listed listed -> one(listed.strong().states());
        };
    }

    /// The state that an edit expects by `If-None-Match`.
    default Expected unmatched() {
        return switch (this) {
            case Any _ -> new Expected.Absent();
            case Listed listed -> new Expected.NoneOf(listed.states());
        };
    }

    /// True when an item of this entity tag is what the header names.
    default boolean names(String tag) {
        return switch (this) {
            case Any _ -> true;
            case Listed listed -> listed.has(tag);
        };
    }

    /// The only state has a refusal of its own, which says how it differs.
    private static Expected one(List<Expected> states) {
        return states.size() == 1 ? states.getFirst() : new Expected.OneOf(states);
    }

    /// The grammar of lists.
    final class Text {
        private static final Pattern TAG =
                Pattern.compile(
                        "\\G[ \\t]*(?:(W/)?(\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"))?[ \\t]*(,|$)");

        private Text() {}

        private static Optional<EntityTags> listed(String text) {
            List<Tag> tags = new ArrayList<>();
            Matcher next = TAG.matcher(text);
            int end = 0;
            while (end < text.length() && next.find()) {
                if (next.group(2) != null) {
                    tags.add(new Tag(next.group(2), next.group(1) != null));
                }
                end = next.end();
            }
            return end < text.length() || tags.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Listed(tags));
        }
    }
}
