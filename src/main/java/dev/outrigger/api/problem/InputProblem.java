package dev.outrigger.api.problem;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// A request that names or holds something unusable. `place` is where in the request it stands:
/// `body`, `frame`, or the name of a query parameter or member.
public sealed interface InputProblem extends RequestProblem {
    /// @param reason with line and column
    record JsonMalformed(String place, String reason) implements InputProblem {}

    /// The body is JSON, but not of the form that this request needs.
    ///
    /// @param path JSON pointer inside the body
    record BodyInvalid(String path, String reason) implements InputProblem {}

    record ParameterUnknown(String place, List<String> allowed) implements InputProblem {}

    record ParameterInvalid(String place, String reason) implements InputProblem {}

    /// @param path JSON pointer inside the predicate
    record PredicateInvalid(String place, String path, String reason) implements InputProblem {}

    record HeaderInvalid(String place, String reason) implements InputProblem {}

    /// @param path JSON pointer of the key field at fault, or the empty one for the whole key
    record KeyInvalid(String model, String path, String reason) implements InputProblem {}

    /// The replica has not seen a write of another device in the time that the request gave it.
    ///
    /// @param wanted the version that the write has
    /// @param seen the newest that the replica has seen, or null for none
    record WriteUnseen(ItemKey key, Version wanted, @Nullable Version seen, Duration waited)
            implements InputProblem {}

    /// A sum or an average is larger than a number can be.
    record AggregateOutOfRange() implements InputProblem {}

    /// Nobody was refused under this id, or somebody has decided already.
    record DeadLetterUnknown(long id) implements InputProblem {}

    record ConflictUnknown(String id) implements InputProblem {}

    /// Somebody or something has decided about the conflict already.
    record ConflictSettled(String id) implements InputProblem {}

    record QuarantinedUnknown(long id) implements InputProblem {}

    record StrandedUnknown(long id) implements InputProblem {}

    /// The outbox has no such mutation: it was delivered, perhaps, or refused.
    record MutationUnknown(long id) implements InputProblem {}

    /// What an answer would tell along with its items is more than a client may ask for at once.
    ///
    /// @param limit of all items of an answer
    record IncludeTooLarge(int limit) implements InputProblem {}

    record CursorInvalid(String reason) implements InputProblem {}
}
