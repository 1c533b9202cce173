package dev.outrigger.webhook;

/// What came of calling a [Webhook].
public sealed interface WebhookAnswer {
    /// It answered with success.
    record Answered(String body) implements WebhookAnswer {}

    /// It did not, and asking once more is no use.
    ///
    /// @param reason for people, without values
    record Failed(String reason) implements WebhookAnswer {}

    /// It did not, and may do so when it is asked again.
    record Hindered(String reason) implements WebhookAnswer {}
}
