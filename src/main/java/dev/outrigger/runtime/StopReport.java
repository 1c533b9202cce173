package dev.outrigger.runtime;

/// How a stop ended.
///
/// @param cancelledCalls calls of the backend that had no answer: pages that are not needed any
///     more, and mutations when the limit of a stop was over. What became of a mutation is found
///     out before it is sent again
public record StopReport(SyncStatus status, int cancelledCalls) {}
