package dev.outrigger.api.route;

/// A header of answers that clients read.
public enum AnswerHeader {
    ENTITY_TAG("ETag", "the item's state here, for If-Match and If-None-Match"),
    LOCATION("Location", "where the item is"),
    SYNCED_AT("Outrigger-Synced-At", "when the replica last had all that the backend had"),
    PENDING("Outrigger-Pending", "mutations of the model that wait for the backend"),
    SEQ("Outrigger-Seq", "the newest change that the answer is sure to hold"),
    TOKEN("Outrigger-Token", "names this write on every device, for Outrigger-After"),
    PREFERENCE_APPLIED("Preference-Applied", "the preference of the request that was met"),
    RETRY_AFTER("Retry-After", "seconds to wait before the next attempt"),
    ALLOW("Allow", "the methods that the path takes"),
    CHALLENGE("WWW-Authenticate", "how a token is shown"),
    UPGRADE("Upgrade", "the protocol that the path speaks");

    private final String header;
    private final String meaning;

    AnswerHeader(String header, String meaning) {
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
