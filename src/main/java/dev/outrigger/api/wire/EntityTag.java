package dev.outrigger.api.wire;

import dev.outrigger.model.Version;
import dev.outrigger.sync.edit.Expected;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a state of an item: `"<version>-<seq>"`, with 0 for the version of an item that the
/// backend has not acknowledged. Without a seq it means the version only.
public final class EntityTag {
    private static final Pattern TEXT = Pattern.compile("\"(\\d{1,18})(?:-(\\d{1,18}))?\"");

    private EntityTag() {}

    public static String of(@Nullable Version version, long seq) {
        return "\"" + (version == null ? 0 : version.number()) + "-" + seq + "\"";
    }

    public static String of(Expected.AsSeen seen) {
        return of(seen.version(), seen.seq());
    }

    /// The state that a text names; empty when it is no entity tag of an item.
    public static Optional<Expected> read(String text) {
        Matcher tag = TEXT.matcher(text);
        if (!tag.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(tag.group(1));
        Version version = number == 0 ? null : new Version(number);
        String seq = tag.group(2);
        return Optional.of(
                seq == null
                        ? new Expected.AtVersion(version)
                        : new Expected.AsSeen(version, Long.parseLong(seq)));
    }
}
