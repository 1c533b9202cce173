package dev.outrigger.backend.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.mutation.ConflictQuestion;
import dev.outrigger.backend.mutation.Submission;
import dev.outrigger.conflict.MutationOutcome;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Json;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.webhook.Webhook;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The parts of the event that no call with an API key shows: see `ConflictWebhookIT` for the rest.
class ConflictEventTest {
    @Test
    void somebodyWhoSignedInIsNamedLikeOnAppSync() {
        var caller =
                new Caller.SignedIn(
                        AuthRule.Provider.USER_POOLS,
                        Map.of(
                                "sub", "s-1",
                                "iss", "https://issuer.example",
                                "cognito:username", "ana",
                                "cognito:groups", List.of("editors")));

        Map<?, ?> identity = (Map<?, ?>) ConflictEvent.of(askedBy(caller)).get("identity");

        assertThat(identity.get("sub")).isEqualTo("s-1");
        assertThat(identity.get("issuer")).isEqualTo("https://issuer.example");
        assertThat(identity.get("username")).isEqualTo("ana");
        assertThat(identity.get("groups")).isEqualTo(List.of("editors"));
        assertThat(identity.get("claims")).isEqualTo(caller.claims());
    }

    @Test
    void othersAreNamedByWhatTheyProved() {
        assertThat(identity(new Caller.ApiKeyHolder())).isEqualTo("null");
        assertThat(identity(new Caller.Iam("AK1", Caller.Role.ADMINISTRATOR)))
                .isEqualTo("{\"accessKey\":\"AK1\"}");
        assertThat(identity(new Caller.Custom(Map.of("tenant", 7), Set.of())))
                .isEqualTo("{\"resolverContext\":{\"tenant\":7}}");
    }

    @Test
    void neitherTheCallNorTheWebhookShowsValuesAsText() {
        var webhook =
                new Webhook(
                        URI.create("https://me:pw@h.example:1/x?code=hidden"),
                        "hidden",
                        Webhook.Limits.USUAL);

        assertThat(webhook.toString()).isEqualTo("https://h.example:1/x");
        assertThat(askedBy(new Caller.ApiKeyHolder()).toString()).doesNotContain("hidden");
    }

    private static String identity(Caller caller) {
        return Json.write(ConflictEvent.of(askedBy(caller)).get("identity"));
    }

    private static ConflictQuestion askedBy(Caller caller) {
        var post =
                TestBackend.schemaOf("type Post @model { id: ID! title: String }").required("Post");
        var stored =
                new VersionedItem(
                        Item.of(post, Map.of("id", "p1", "title", "hidden")),
                        new Version(2),
                        Instant.EPOCH,
                        VersionedItem.Presence.LIVE);
        return new ConflictQuestion(
                Mutation.Kind.UPDATE,
                new MutationOutcome.Unresolved(stored, stored),
                new Submission.Call("updatePost", Map.of("title", "hidden"), caller));
    }
}
