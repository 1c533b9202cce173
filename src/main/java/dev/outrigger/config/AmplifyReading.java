package dev.outrigger.config;

/// The outcome of reading a configuration file of Amplify.
sealed interface AmplifyReading {
    record Read(AmplifyProject project) implements AmplifyReading {}

    /// @param place `LINE:COLUMN`, or empty when it is the whole file
    record Refused(String place, String reason) implements AmplifyReading {}
}
