package dev.outrigger.api.route;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How a route answers when it does what it was asked.
///
/// @param meaning for people, as a phrase without a full stop
/// @param mediaType null for an answer without a body
/// @param content null likewise
/// @param headers those that it always has
/// @param possible those that it may have
public record Answer(
        int status,
        String meaning,
        @Nullable String mediaType,
        @Nullable Content content,
        List<AnswerHeader> headers,
        List<AnswerHeader> possible) {
    /// The status of a handshake that opens a socket.
    public static final int SWITCHING_PROTOCOLS = 101;

    /// The status of a read that names what the client has, by `If-None-Match`.
    public static final int NOT_MODIFIED = 304;

    public Answer {
        headers = List.copyOf(headers);
        possible = List.copyOf(possible);
    }

    public static Answer json(int status, String meaning, Content content) {
        return text(status, meaning, "application/json", content);
    }

    public static Answer text(int status, String meaning, String mediaType, Content content) {
        return new Answer(status, meaning, mediaType, content, List.of(), List.of());
    }

    /// An answer without a body.
    public static Answer empty(int status, String meaning) {
        return new Answer(status, meaning, null, null, List.of(), List.of());
    }

    public Answer always(AnswerHeader... given) {
        return new Answer(status, meaning, mediaType, content, List.of(given), possible);
    }

    public Answer sometimes(AnswerHeader... given) {
        return new Answer(status, meaning, mediaType, content, headers, List.of(given));
    }
}
