package dev.outrigger.api.route;

import java.util.List;

/// The body that a route takes.
///
/// @param mediaTypes that are accepted, the preferred one first
public record Body(List<String> mediaTypes, Presence presence, Content content) {
    private static final String JSON = "application/json";

    /// Whether it may be left out.
    public enum Presence {
        NEEDED,
        OPTIONAL
    }

    public Body {
        mediaTypes = List.copyOf(mediaTypes);
    }

    public static Body json(Content content) {
        return new Body(List.of(JSON), Presence.NEEDED, content);
    }

    /// A JSON Merge Patch.
    public static Body patch(Presence presence, Content content) {
        return new Body(List.of("application/merge-patch+json", JSON), presence, content);
    }
}
