package dev.outrigger.remote;

import dev.outrigger.contract.Batch;
import dev.outrigger.remote.HttpAnswer.Received;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.sync.push.PushOutcome.Accepted;
import dev.outrigger.sync.push.PushOutcome.ConditionFailed;
import dev.outrigger.sync.push.PushOutcome.Conflict;
import dev.outrigger.sync.push.PushOutcome.Deferred;
import dev.outrigger.sync.push.PushOutcome.Faulted;
import dev.outrigger.sync.push.PushOutcome.NotSignedIn;
import dev.outrigger.sync.push.PushOutcome.NotTogether;
import dev.outrigger.sync.push.PushOutcome.Refused;
import dev.outrigger.sync.push.PushOutcome.Unanswered;
import dev.outrigger.sync.push.PushOutcome.Unreadable;
import dev.outrigger.sync.push.PushOutcome.Unsaid;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Says what the answer to a document means for each of its root fields.
///
/// Data and errors under a field's alias are about that field alone. What else the answer says
/// concerns all of them, and is no word about any one: nothing is refused for good because of it.
final class BatchMapping {
    /// Under which nothing is found.
    private static final String NO_FIELD = "";

    private final AnswerMapping mapping;

    BatchMapping(AnswerMapping mapping) {
        this.mapping = mapping;
    }

    /// @param models one for each mutation, in their order
    List<PushOutcome> push(List<RemoteModel> models, HttpAnswer answer) {
        GraphQlBody body = carriedOut(answer);
        if (body == null) {
            return Collections.nCopies(models.size(), aboutAll(models, answer));
        }
        List<PushOutcome> outcomes = new ArrayList<>();
        for (int place = 0; place < models.size(); place++) {
            RemoteModel model = models.get(place);
            GraphQlAnswer at = body.at(Batch.alias(place));
            outcomes.add(
                    at.silent()
                            ? unsaid(mapping.executed(model, body.aboutAll()))
                            : mapping.executed(model, at));
        }
        return outcomes;
    }

    /// @param models one for each read, in their order
    List<FetchOutcome> fetch(List<RemoteModel> models, HttpAnswer answer) {
        GraphQlBody body = carriedOut(answer);
        if (body == null) {
            return Collections.nCopies(models.size(), unread(aboutAll(models, answer)));
        }
        List<FetchOutcome> outcomes = new ArrayList<>();
        for (int place = 0; place < models.size(); place++) {
            GraphQlAnswer at = body.at(Batch.alias(place));
            // A null with an error that may be about it does not say that there is no such item.
            GraphQlAnswer read =
                    at.errors().isEmpty()
                            ? new GraphQlAnswer(at.result(), body.aboutAll().errors(), at.told())
                            : at;
            FetchOutcome found = AnswerMapping.found(models.get(place), read);
            outcomes.add(
                    found instanceof FetchOutcome.Unreadable(String reason) && at.silent()
                            ? new FetchOutcome.NotTogether(reason)
                            : found);
        }
        return outcomes;
    }

    private static @Nullable GraphQlBody carriedOut(HttpAnswer answer) {
        if (!(answer instanceof Received received) || !received.successful()) {
            return null;
        }
        GraphQlBody body = GraphQlBody.read(received.body());
        return body != null && body.executed() ? body : null;
    }

    /// Nothing was carried out: what one mutation of several was refused for is not said, and it
    /// may have been that there are several.
    private PushOutcome aboutAll(List<RemoteModel> models, HttpAnswer answer) {
        return switch (mapping.push(models.getFirst(), NO_FIELD, answer)) {
            case Refused(Rejection rejection) -> new NotTogether(rejection.text());
            case ConditionFailed(String reason) -> new NotTogether(reason);
            case Conflict _ -> new NotTogether("the backend reported a conflict of no item");
            case Accepted _, Unreadable _ -> new Unanswered("the backend answered something else");
            case NotTogether notTogether -> notTogether;
            case NotSignedIn notSignedIn -> notSignedIn;
            case Deferred deferred -> deferred;
            case Faulted(String reason) -> new Unanswered(reason);
            case Unsaid(String reason) -> new Unanswered(reason);
            case Unanswered unanswered -> unanswered;
        };
    }

    /// Others were carried out, and nothing is said of this one.
    private static PushOutcome unsaid(PushOutcome aboutAll) {
        return switch (aboutAll) {
            case NotSignedIn notSignedIn -> notSignedIn;
            case Deferred deferred -> deferred;
            // Of the document as a whole: the backend may be in trouble.
            case Faulted(String reason) -> new Unanswered(reason);
            case Refused(Rejection rejection) -> new Unsaid(rejection.text());
            case ConditionFailed(String reason) -> new Unsaid(reason);
            case NotTogether(String reason) -> new Unsaid(reason);
            case Unanswered(String reason) -> new Unsaid(reason);
            case Unsaid unsaid -> unsaid;
            case Accepted _, Conflict _, Unreadable _ ->
                    new Unsaid("the backend said nothing of it");
        };
    }

    private static FetchOutcome unread(PushOutcome aboutAll) {
        return switch (aboutAll) {
            case NotTogether(String reason) -> new FetchOutcome.NotTogether(reason);
            case NotSignedIn(String reason) -> new FetchOutcome.NotSignedIn(reason);
            case Deferred(Duration _, String reason) -> new FetchOutcome.Failed(reason);
            case Unanswered(String reason) -> new FetchOutcome.Failed(reason);
            case Accepted _, Conflict _, ConditionFailed _, Refused _, Unreadable _ ->
                    throw new IllegalStateException("no word about all reads: " + aboutAll);
            case Faulted _, Unsaid _ ->
                    throw new IllegalStateException("no word about all reads: " + aboutAll);
        };
    }
}
