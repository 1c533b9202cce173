package dev.outrigger.config;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import org.jspecify.annotations.Nullable;

/// Reads the sync expressions of a sidecar: trees of a file, or JSON in variables.
final class ExpressionsReader {
    private ExpressionsReader() {}

    static NamedSections<ExpressionConfig> read(TypedSettings settings) {
        return settings.sections(Key.SYNC_EXPRESSIONS, ExpressionsReader::expression);
    }

    private static ExpressionConfig expression(TypedSettings settings) {
        return settings.find(Key.SYNC_EXPRESSIONS)
                .map(setting -> new ExpressionConfig(decoded(settings, setting), name(setting)))
                .orElseGet(
                        () -> {
                            if (settings.lacks(Key.SYNC_EXPRESSIONS)) {
                                settings.refuse(
                                        settings.pathOf(Key.SYNC_EXPRESSIONS)
                                                + " has no value; write a predicate, {} for"
                                                + " everything, or none");
                            }
                            return new ExpressionConfig(
                                    null, settings.pathOf(Key.SYNC_EXPRESSIONS));
                        });
    }

    private static String name(Settings.Setting setting) {
        return setting.place().isEmpty() ? setting.name() : setting.place() + ": " + setting.name();
    }

    /// A bare word is itself, so that nobody has to quote it twice.
    private static @Nullable Object decoded(TypedSettings settings, Settings.Setting setting) {
        String text = setting.values().getFirst();
        if (text.matches("\\w+")) {
            return text;
        }
        try {
            return Json.read(text);
        } catch (MalformedJson malformed) {
            settings.refuse(setting, "is not JSON: " + malformed.getMessage());
            return null;
        }
    }
}
