package dev.outrigger.api.problem;

import dev.outrigger.model.FieldProblem;
import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.Observations;
import dev.outrigger.sync.edit.Refusal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Translates every reason for not carrying out a request into what the client is told.
public final class Problems {
    /// How soon another attempt can make sense when the replica is at a limit.
    private static final long PAUSE_MS = 1_000;

    private Problems() {}

    public static Problem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.ModelUnknown(String model, List<String> known) ->
                    modelUnknown(model, known);
            case Refusal.ItemUnknown(ItemKey key) ->
                    about(key, ProblemType.ITEM_UNKNOWN, key + " does not exist");
            case Refusal.ModelReadOnly(String model) ->
                    ProblemType.MODEL_READ_ONLY
                            .because(
                                    model
                                            + " is only pulled from the backend, by the setting"
                                            + " sync.models."
                                            + model
                                            + ".mode")
                            .with("model", model);
            case Refusal.ItemExists(ItemKey key) ->
                    about(key, ProblemType.ITEM_EXISTS, key + " exists already");
            case Refusal.NotDeleted(ItemKey key) ->
                    about(key, ProblemType.NOT_DELETED, key + " is there, and not deleted");
            case Refusal.ItemInvalid(String model, List<FieldProblem> problems) ->
                    itemInvalid(model, problems);
            case Refusal.PredicateInvalid(String path, String reason) ->
                    predicateInvalid("predicate", path, reason);
            case Refusal.GuardFails fails -> GuardProblems.of(fails);
            case Refusal.ParentUnknown(ItemKey key, String relation, ItemKey parent) ->
                    about(
                                    key,
                                    ProblemType.PARENT_UNKNOWN,
                                    key + " would belong to " + parent + ", which is not here")
                            .with("relation", relation)
                            .with("parentModel", parent.model())
                            .with("parentId", parent.text());
            case Refusal.ChildrenExist(ItemKey key, ItemKey parent, String relation) ->
                    about(
                                    key,
                                    ProblemType.CHILDREN_EXIST,
                                    key + " is kept: " + parent + " has items in " + relation)
                            .with("relation", relation)
                            .with("parentModel", parent.model())
                            .with("parentId", parent.text());
            case Refusal.DeletePending(ItemKey key) ->
                    about(
                            key,
                            ProblemType.DELETE_PENDING,
                            "the deletion of "
                                    + key
                                    + " waits for the backend's answer; POST to its path with"
                                    + " /undelete brings it back");
            case Refusal.KeyDeleted(ItemKey key) ->
                    about(
                            key,
                            ProblemType.KEY_DELETED,
                            key
                                    + " was deleted, and the backend does not take its key again"
                                    + " yet; POST to its path with /undelete brings it back");
            case Refusal.OutboxFull(long limit) ->
                    ProblemType.OUTBOX_FULL
                            .because(
                                    "the outbox holds its limit of "
                                            + limit
                                            + " mutations; it takes more once some are delivered")
                            .with("limit", limit)
                            .with(Problem.RETRY_AFTER_MS, PAUSE_MS);
            case Refusal.ReplicaBusy(int limit) ->
                    ProblemType.REPLICA_BUSY
                            .because(limit + " requests wait for the replica, which is its limit")
                            .with("limit", limit)
                            .with(Problem.RETRY_AFTER_MS, PAUSE_MS);
            case Refusal.ReplicaUnavailable(String reason) ->
                    ProblemType.REPLICA_UNAVAILABLE
                            .because(reason)
                            .with(Problem.RETRY_AFTER_MS, PAUSE_MS);
        };
    }

    public static Problem of(RequestProblem problem) {
        return switch (problem) {
            case AccessProblem access -> AccessProblems.of(access);
            case TransportProblem transport -> ofTransport(transport);
            case InputProblem input -> ofInput(input);
            case ObserveProblem observe -> ofObserve(observe);
            case ReplicaProblem replica -> ofReplica(replica);
        };
    }

    private static Problem ofTransport(TransportProblem problem) {
        return switch (problem) {
            case TransportProblem.RouteUnknown(String path) ->
                    ProblemType.ROUTE_UNKNOWN.because("there is nothing at " + path);
            case TransportProblem.MethodNotAllowed(String method, String path, String allowed) ->
                    ProblemType.METHOD_NOT_ALLOWED.because(
                            path + " does not take " + method + "; allowed: " + allowed);
            case TransportProblem.HostRefused(String host) ->
                    ProblemType.HOST_REFUSED.because(
                            "requests to the host name "
                                    + host
                                    + " are refused; use localhost, or allow the name in the"
                                    + " sidecar's settings");
            case TransportProblem.OriginRefused(String origin) ->
                    ProblemType.ORIGIN_REFUSED.because(
                            "requests of web pages from "
                                    + origin
                                    + " are refused; allow its host name in the sidecar's"
                                    + " settings");
            case TransportProblem.RequestUnreadable(String reason) ->
                    ProblemType.REQUEST_UNREADABLE.because(reason);
            case TransportProblem.UrlTooLong _ ->
                    ProblemType.URL_TOO_LONG.because(
                            "the request line is too long; a query can be posted as a body");
            case TransportProblem.HeadersTooLarge _ ->
                    ProblemType.HEADERS_TOO_LARGE.because("the headers are too large");
            case TransportProblem.RequestTimedOut _ ->
                    ProblemType.REQUEST_TIMEOUT.because("the body did not come in time");
            case TransportProblem.BodyTooLarge(long limit) ->
                    ProblemType.BODY_TOO_LARGE
                            .because("the body has more than " + limit + " bytes")
                            .with("limit", limit);
            case TransportProblem.MediaTypeUnsupported(String found, List<String> accepted) ->
                    ProblemType.MEDIA_TYPE_UNSUPPORTED
                            .because("Content-Type is " + found + "; accepted: " + listed(accepted))
                            .with("accepted", accepted);
            case TransportProblem.ContentEncodingUnsupported(String found, List<String> accepted) ->
                    ProblemType.MEDIA_TYPE_UNSUPPORTED
                            .because(
                                    "Content-Encoding is "
                                            + found
                                            + "; send the body as it is, without one")
                            .with("accepted", accepted);
            case TransportProblem.UpgradeRequired(String path, String protocol) ->
                    ProblemType.UPGRADE_REQUIRED.because(path + " speaks " + protocol);
            case TransportProblem.InternalError _ ->
                    ProblemType.INTERNAL_ERROR.because(
                            "the request failed inside the sidecar; its log names this request's"
                                    + " id");
        };
    }

    private static Problem ofInput(InputProblem problem) {
        return switch (problem) {
            case InputProblem.JsonMalformed(String place, String reason) ->
                    ProblemType.JSON_MALFORMED
                            .because(place + " is not JSON: " + reason)
                            .with("place", place);
            case InputProblem.BodyInvalid(String path, String reason) ->
                    ProblemType.BODY_INVALID
                            .because("the body is wrong at " + shown(path) + ": " + reason)
                            .with("path", path);
            case InputProblem.ParameterUnknown(String place, List<String> allowed) ->
                    ProblemType.PARAMETER_UNKNOWN
                            .because(
                                    "the query parameter "
                                            + place
                                            + " is unknown here; allowed: "
                                            + listed(allowed))
                            .with("place", place)
                            .with("allowed", allowed);
            case InputProblem.ParameterInvalid(String place, String reason) ->
                    ProblemType.PARAMETER_INVALID
                            .because(place + " " + reason)
                            .with("place", place);
            case InputProblem.PredicateInvalid(String place, String path, String reason) ->
                    predicateInvalid(place, path, reason).with("place", place);
            case InputProblem.HeaderInvalid(String place, String reason) ->
                    ProblemType.HEADER_INVALID.because(place + " " + reason).with("place", place);
            case InputProblem.KeyInvalid(String model, String path, String reason) ->
                    ProblemType.KEY_INVALID
                            .because("the key of " + model + " is wrong: " + reason)
                            .with("model", model)
                            .with("path", path);
            case InputProblem.WriteUnseen unseen -> writeUnseen(unseen);
            case InputProblem.AggregateOutOfRange() ->
                    ProblemType.AGGREGATE_OUT_OF_RANGE.because(
                            "a sum or an average is larger than 1.8e308");
            case InputProblem.DeadLetterUnknown(long id) ->
                    ProblemType.DEAD_LETTER_UNKNOWN.because(
                            "no dead letter has the id " + id + ", or it was decided about");
            case InputProblem.ConflictUnknown(String id) ->
                    ProblemType.CONFLICT_UNKNOWN.because("no conflict is noted under the id " + id);
            case InputProblem.ConflictSettled(String id) ->
                    ProblemType.CONFLICT_SETTLED.because("conflict " + id + " is settled already");
            case InputProblem.QuarantinedUnknown(long id) ->
                    ProblemType.QUARANTINED_UNKNOWN.because("no quarantined item has the id " + id);
            case InputProblem.StrandedUnknown(long id) ->
                    ProblemType.STRANDED_UNKNOWN.because("no stranded mutation has the id " + id);
            case InputProblem.MutationUnknown(long id) ->
                    ProblemType.MUTATION_UNKNOWN.because(
                            "the outbox has no mutation "
                                    + id
                                    + ": it has left it, or never was there");
            case InputProblem.IncludeTooLarge(int limit) ->
                    ProblemType.INCLUDE_TOO_LARGE
                            .because(
                                    "the answer would hold more than "
                                            + limit
                                            + " items with those that are included; ask for a"
                                            + " smaller page, or query the relation itself")
                            .with("limit", limit);
            case InputProblem.CursorInvalid(String reason) ->
                    ProblemType.CURSOR_INVALID.because(reason);
        };
    }

    private static Problem writeUnseen(InputProblem.WriteUnseen unseen) {
        Long seen = unseen.seen() == null ? null : unseen.seen().number();
        return about(
                        unseen.key(),
                        ProblemType.WRITE_UNSEEN,
                        "the replica has seen %s of %s, not version %d; waited %d s"
                                .formatted(
                                        seen == null ? "no version" : "version " + seen,
                                        unseen.key(),
                                        unseen.wanted().number(),
                                        unseen.waited().toSeconds()))
                .with("wanted", unseen.wanted().number())
                .with("seen", seen);
    }

    private static Problem ofObserve(ObserveProblem problem) {
        return switch (problem) {
            case ObserveProblem.FrameInvalid(String path, String reason) ->
                    ProblemType.FRAME_INVALID
                            .because("the frame is wrong at " + shown(path) + ": " + reason)
                            .with("path", path);
            case ObserveProblem.FrameTypeUnknown(String found, List<String> known) ->
                    ProblemType.FRAME_INVALID
                            .because("no frame has the type " + found + "; known: " + listed(known))
                            .with("path", "/type");
            case ObserveProblem.IdTaken(String id) ->
                    ProblemType.OBSERVATION_ID_TAKEN.because(
                            "the id " + id + " is in use on this connection; stop it first");
            case ObserveProblem.IdUnknown(String id) ->
                    ProblemType.OBSERVATION_UNKNOWN.because(
                            "nothing runs with the id " + id + " on this connection");
            case ObserveProblem.TooMany(int limit) ->
                    ProblemType.OBSERVATIONS_TOO_MANY
                            .because("a connection has at most " + limit + " observations")
                            .with("limit", limit);
            case ObserveProblem.RelatedTooMany(int limit) ->
                    ProblemType.RELATED_TOO_MANY
                            .because(
                                    "a change of a related item may bring more than "
                                            + limit
                                            + " items into the filter or out of it;"
                                            + " observeQuery tells its answer whole")
                            .with("limit", limit);
            case ObserveProblem.SinceTooOld(long since, long oldestSeq) ->
                    ProblemType.SINCE_TOO_OLD
                            .because(
                                    "not all changes after %d are kept, the oldest is %d; query"
                                                    .formatted(since, oldestSeq)
                                            + " what you show, and observe since the"
                                            + " Outrigger-Seq of the answer. How much is kept is"
                                            + " set by replica.changeLog; a filter with relations"
                                            + " goes back "
                                            + Observations.RELATED_REACH
                                            + " changes")
                            .with("oldestSeq", oldestSeq);
            case ObserveProblem.SinceAhead(long since, long newestSeq) ->
                    ProblemType.SINCE_AHEAD
                            .because(
                                    "since is "
                                            + since
                                            + ", but the newest change is "
                                            + newestSeq
                                            + "; this seq is of another replica")
                            .with("newestSeq", newestSeq);
            case ObserveProblem.TooSlow(int limit, long lastSeq) ->
                    ProblemType.TOO_SLOW
                            .because(
                                    "more than "
                                            + limit
                                            + " changes wait to be read; observe again with since "
                                            + lastSeq)
                            .with("limit", limit)
                            .with("lastSeq", lastSeq);
            case ObserveProblem.EventsTooSlow(int limit) ->
                    ProblemType.TOO_SLOW
                            .because(
                                    "more than "
                                            + limit
                                            + " events wait to be read; later ones are lost, ask"
                                            + " again and read the engine's state")
                            .with("limit", limit);
        };
    }

    private static Problem ofReplica(ReplicaProblem problem) {
        return switch (problem) {
            case ReplicaProblem.OutboxNotEmpty(long mutations) ->
                    ProblemType.OUTBOX_NOT_EMPTY
                            .because(
                                    "the backend does not have "
                                            + mutations
                                            + " writes, and they would be lost; let them be"
                                            + " delivered, decide about dead letters, or say"
                                            + " force=true")
                            .with("count", mutations);
            case ReplicaProblem.SessionChanged _ ->
                    ProblemType.SESSION_CHANGED.because(
                            "another user's replica is served by now; whether the earlier one"
                                    + " stored what was asked is not known");
            case ReplicaProblem.TooManyUsers(int limit) ->
                    ProblemType.USERS_TOO_MANY
                            .because(
                                    limit
                                            + " users have a replica here, and none without unsent"
                                            + " writes can make room")
                            .with("limit", limit);
            case ReplicaProblem.UserUnusable(String reason) ->
                    ProblemType.USER_UNUSABLE.because(reason);
        };
    }

    private static Problem modelUnknown(String model, List<String> known) {
        return ProblemType.MODEL_UNKNOWN
                .because("no model is named " + model + "; known: " + listed(known))
                .with("model", model)
                .with("known", known);
    }

    private static Problem itemInvalid(String model, List<FieldProblem> problems) {
        String detail =
                problems.stream()
                        .map(problem -> shown(problem.path()) + ": " + problem.reason())
                        .collect(Collectors.joining("; "));
        return ProblemType.ITEM_INVALID
                .because(detail)
                .with("model", model)
                .with("path", problems.getFirst().path())
                .with("problems", problems.stream().map(Problems::json).toList());
    }

    private static Problem predicateInvalid(String place, String path, String reason) {
        return ProblemType.PREDICATE_INVALID
                .because("the " + place + " is wrong at " + shown(path) + ": " + reason)
                .with("path", path);
    }

    static Problem about(ItemKey key, ProblemType type, String detail) {
        return type.because(detail).with("model", key.model()).with("itemId", key.text());
    }

    private static Map<String, Object> json(FieldProblem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", problem.path());
        json.put("reason", problem.reason());
        return json;
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /// A JSON pointer for a reader: the empty one means the whole.
    private static String shown(String path) {
        return path.isEmpty() ? "its root" : path;
    }
}
