package dev.outrigger.backend.identity;

/// What a request asks, for whoever looks at more of it than its headers.
///
/// @param method of HTTP; messages of the realtime channel count as POST
/// @param path as the client wrote it, with its percent signs
/// @param query what follows the question mark, in the same form; empty when there is none
/// @param body not copied, since it may be long; nobody changes it
public record Message(String method, String path, String query, byte[] body) {
    /// A message of the realtime channel, in the form in which clients sign it.
    public static Message posted(String path, byte[] body) {
        return new Message("POST", path, "", body);
    }

    /// Nothing of the body or the query: they hold fields of items.
    @Override
    public String toString() {
        return "Message[" + method + " " + path + "]";
    }
}
