package dev.outrigger.config;

/// Why a configuration cannot be used.
///
/// @param place where it was written: `FILE:LINE:COLUMN`, an environment variable or an option;
///     empty when it was written nowhere
/// @param reason what was found and what would be accepted, as one sentence without a full stop
public record ConfigProblem(String place, String reason) {
    /// The problem as one line.
    public String line() {
        return place.isEmpty() ? reason : place + ": " + reason;
    }
}
