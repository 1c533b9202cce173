package dev.outrigger.api.problem;

import java.util.List;

/// Why an observation did not start, or ended before the client stopped it.
public sealed interface ObserveProblem extends RequestProblem {
    /// @param path JSON pointer inside the frame
    record FrameInvalid(String path, String reason) implements ObserveProblem {}

    record FrameTypeUnknown(String found, List<String> known) implements ObserveProblem {}

    record IdTaken(String id) implements ObserveProblem {}

    record IdUnknown(String id) implements ObserveProblem {}

    record TooMany(int limit) implements ObserveProblem {}

    /// One change brings more items into a filter with relations, or out of it, than are told.
    record RelatedTooMany(int limit) implements ObserveProblem {}

    /// @param oldestSeq the oldest change that is still kept
    record SinceTooOld(long since, long oldestSeq) implements ObserveProblem {}

    record SinceAhead(long since, long newestSeq) implements ObserveProblem {}

    /// @param lastSeq the client has everything up to here, and may resume from it
    record TooSlow(int limit, long lastSeq) implements ObserveProblem {}

    /// Engine events have no seq to resume from.
    record EventsTooSlow(int limit) implements ObserveProblem {}
}
