package dev.outrigger.api.route;

/// A header that some routes heed, which may be left out.
public enum RequestHeader {
    IF_MATCH(
            "If-Match",
            "the ETag that the item must have, or its _version in quotes; several; or *"),
    IF_NONE_MATCH(
            "If-None-Match",
            "each ETag that the item must not have, or *; a read without include is 304 then"),
    PREFER("Prefer", "wait=SECONDS, to wait for what else would be refused, or told later"),
    LAST_EVENT_ID("Last-Event-ID", "the id of the last event; it counts before since"),
    AFTER("Outrigger-After", "each Outrigger-Token of which the replica must have seen the write");

    private final String header;
    private final String meaning;

    RequestHeader(String header, String meaning) {
        this.header = header;
        this.meaning = meaning;
    }

    /// Its name on the wire.
    public String header() {
        return header;
    }

    /// For people, as a phrase without a full stop.
    public String meaning() {
        return meaning;
    }
}
