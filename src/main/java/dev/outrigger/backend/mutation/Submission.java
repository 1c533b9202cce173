package dev.outrigger.backend.mutation;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.conflict.MutationRequest;
import dev.outrigger.conflict.Ruling;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A mutation that a client asked for.
///
/// @param call how it was asked for, for whoever has to resolve a conflict
public record Submission(MutationRequest request, Call call) {
    /// The field of a document that a mutation is.
    ///
    /// @param field such as `updatePost`
    /// @param arguments decoded, as the client gave them
    public record Call(String field, Map<String, @Nullable Object> arguments, Caller caller) {
        public Call {
            arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }

        /// Arguments hold values, which must not reach a log by way of `toString`.
        @Override
        public String toString() {
            return field;
        }
    }

    Submission ruled(Ruling ruling) {
        return new Submission(request.ruled(ruling), call);
    }
}
