package dev.outrigger.api.problem;

import java.util.Locale;

/// Every kind of problem that the local API tells, with its title and HTTP status.
public enum ProblemType {
    AGGREGATE_OUT_OF_RANGE(400, "The result is too large for a number"),
    BODY_INVALID(400, "The body is not what this request needs"),
    CURSOR_INVALID(400, "The cursor does not belong to this query"),
    FRAME_INVALID(400, "The frame is not one of this protocol"),
    HEADER_INVALID(400, "A header cannot be used"),
    INCLUDE_TOO_LARGE(400, "Too many related items are asked for"),
    ITEM_INVALID(400, "The item does not fit its model"),
    JSON_MALFORMED(400, "The text is not JSON"),
    KEY_INVALID(400, "The key does not fit its model"),
    OBSERVATION_ID_TAKEN(400, "The connection already uses this id"),
    PARAMETER_INVALID(400, "A query parameter cannot be used"),
    PARAMETER_UNKNOWN(400, "This request does not take the query parameter"),
    PREDICATE_INVALID(400, "The predicate does not fit its model"),
    RELATED_TOO_MANY(400, "Too many items hang on a related item"),
    REQUEST_UNREADABLE(400, "The request is not readable HTTP"),
    SINCE_AHEAD(400, "The change log does not reach that far"),
    TOKEN_REFUSED(401, "The request does not show an accepted token"),
    HOST_REFUSED(403, "The host name is not allowed"),
    MODEL_READ_ONLY(403, "The model cannot be edited here"),
    MODEL_REFUSED(403, "The token is not for this model"),
    ORIGIN_REFUSED(403, "Web pages of this origin are not allowed"),
    SCOPE_MISSING(403, "The token is not for this kind of request"),
    CONFLICT_UNKNOWN(404, "There is no such conflict"),
    DEAD_LETTER_UNKNOWN(404, "There is no such dead letter"),
    QUARANTINED_UNKNOWN(404, "There is no such quarantined item"),
    STRANDED_UNKNOWN(404, "There is no such stranded mutation"),
    ITEM_UNKNOWN(404, "There is no such item"),
    MODEL_UNKNOWN(404, "There is no such model"),
    MUTATION_UNKNOWN(404, "There is no such mutation in the outbox"),
    OBSERVATION_UNKNOWN(404, "The connection has no observation of this id"),
    ROUTE_UNKNOWN(404, "There is nothing at this path"),
    METHOD_NOT_ALLOWED(405, "The path does not take this method"),
    REQUEST_TIMEOUT(408, "The request came too slowly"),
    CHILDREN_EXIST(409, "Other items belong to the item"),
    CONFLICT_SETTLED(409, "The conflict does not wait for a decision"),
    DELETE_PENDING(409, "The item is being deleted"),
    ITEM_EXISTS(409, "The item exists already"),
    NOT_DELETED(409, "The item is not deleted"),
    KEY_DELETED(409, "The key belonged to a deleted item"),
    OUTBOX_NOT_EMPTY(409, "The outbox holds mutations that the backend does not have"),
    PARENT_UNKNOWN(409, "The item's parent does not exist"),
    SESSION_CHANGED(409, "Another user is signed in"),
    USERS_TOO_MANY(409, "Too many users have unsent writes"),
    SINCE_TOO_OLD(410, "The change log no longer reaches back that far"),
    CONDITION_FALSE(412, "The condition does not hold"),
    ITEM_PRESENT(412, "The item is there, and should not be"),
    VERSION_DIFFERS(412, "The item has another version"),
    WRITE_UNSEEN(412, "The replica has not seen the write yet"),
    BODY_TOO_LARGE(413, "The body is too large"),
    URL_TOO_LONG(414, "The URL is too long"),
    MEDIA_TYPE_UNSUPPORTED(415, "The media type is not supported"),
    UPGRADE_REQUIRED(426, "The path speaks another protocol"),
    OBSERVATIONS_TOO_MANY(429, "The connection has too many observations"),
    OUTBOX_FULL(429, "The outbox is full"),
    RATE_EXCEEDED(429, "The token is used too often"),
    REPLICA_BUSY(429, "Too many requests wait for the replica"),
    TOO_SLOW(429, "The client reads too slowly"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL_ERROR(500, "The sidecar failed"),
    ISSUER_UNAVAILABLE(503, "The issuer of the token does not answer"),
    USER_UNUSABLE(503, "The user's replica cannot be opened"),
    REPLICA_UNAVAILABLE(503, "The replica's database does not answer");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// The last part of the problem's `type`, such as `item-exists`.
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The problem's `type`.
    public String urn() {
        return "urn:outrigger:problem:" + slug();
    }

    /// A problem of this type.
    ///
    /// @param detail this occurrence, as one sentence without a full stop
    Problem because(String detail) {
        return Problem.of(this, detail);
    }
}
