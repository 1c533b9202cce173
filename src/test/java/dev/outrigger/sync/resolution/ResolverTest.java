package dev.outrigger.sync.resolution;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Version;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.testing.ItemBuilder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/// What each strategy makes of each kind of conflict.
class ResolverTest {
    /// The client saw `base` and wrote `ours`.
    private static PendingMutation update() {
        return anItem("Post")
                .updating(1, "title", "ours")
                .madeFrom(
                        new BaseSnapshot(
                                new Version(1), Collections.singletonMap("title", "base")));
    }

    private static @Nullable RemoteItem theirs(String what) {
        ItemBuilder item = anItem("Post").with("title", "theirs").withVersion(5);
        return switch (what) {
            case "changed" -> item.remote();
            case "deleted" -> item.deleted().remote();
            case "gone" -> null;
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static PendingMutation mutation(String kind) {
        return switch (kind) {
            case "create" -> anItem("Post").with("title", "ours").creating(1);
            case "update" -> update();
            case "delete" -> anItem("Post").deleting(1);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Strategy strategy(String word) {
        return switch (word) {
            case "applyRemote" -> new Strategy.ApplyRemote();
            case "retryLocal" -> new Strategy.RetryLocal(RemoteDeletion.ACCEPT);
            case "undelete" -> new Strategy.RetryLocal(RemoteDeletion.UNDELETE);
            case "merge" -> new Strategy.Merge(Map.of(), RemoteDeletion.ACCEPT);
            case "manual" -> new Strategy.Manual();
            case "webhook" -> new Strategy.Webhook();
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static String told(Resolver.Ruling ruling) {
        return switch (ruling) {
            case Resolver.Ruling.AskWebhook _ -> "ask";
            case Resolver.Ruling.Undecidable _ -> "none";
            case Resolver.Ruling.Decided(Resolution resolution) ->
                    switch (resolution) {
                        case Resolution.TakeTheirs _ -> "theirs";
                        case Resolution.SendAgain(Mutation again) ->
                                again.kind().name().toLowerCase(java.util.Locale.ROOT);
                        case Resolution.Await _ -> "wait";
                    };
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    kind   | met     | applyRemote | retry  | undelete | merge  | manual | webhook
                    update | changed | theirs      | update | update   | update | wait   | ask
                    update | deleted | theirs      | theirs | update   | theirs | wait   | ask
                    update | gone    | theirs      | theirs | theirs   | theirs | theirs | theirs
                    delete | changed | theirs      | delete | delete   | delete | wait   | ask
                    delete | gone    | theirs      | theirs | theirs   | theirs | theirs | theirs
                    create | changed | theirs      | update | update   | update | wait   | ask
                    create | deleted | theirs      | none   | update   | none   | wait   | ask
                    """)
    void AC100_AC101_AC103_AC104_eachStrategyInEachCrossing(
            String kind,
            String theirs,
            String applyRemote,
            String retryLocal,
            String undelete,
            String merge,
            String manual,
            String webhook) {
        Map.of(
                        "applyRemote", applyRemote,
                        "retryLocal", retryLocal,
                        "undelete", undelete,
                        "merge", merge,
                        "manual", manual,
                        "webhook", webhook)
                .forEach(
                        (word, expected) -> {
                            Conflict conflict =
                                    new Conflict(mutation(kind), theirs(theirs), "changed");
                            Resolver resolver = new Resolver(Strategies.alike(strategy(word)));
                            assertThat(told(resolver.rule(conflict))).as(word).isEqualTo(expected);
                        });
    }

    @Test
    void whatWasToBeDeletedIsGoneWhenTheKeyHasAnotherItem() {
        // Given
        PendingMutation delete =
                anItem("Post")
                        .deleting(1)
                        .madeFrom(new BaseSnapshot(new Version(9), Map.of("title", "base")));
        Conflict conflict = new Conflict(delete, theirs("changed"), "changed");

        // Then
        for (String word : List.of("applyRemote", "retryLocal", "undelete", "merge")) {
            Resolver resolver = new Resolver(Strategies.alike(strategy(word)));
            assertThat(told(resolver.rule(conflict))).as(word).isEqualTo("theirs");
        }
        assertThat(told(new Resolver(Strategies.alike(strategy("manual"))).rule(conflict)))
                .isEqualTo("wait");
    }

    @Test
    void AC101_onlyTheChangedFieldsGoOutAgain() {
        Resolution again =
                Resolver.follow(
                        new Conflict(update(), theirs("changed"), "changed"),
                        new Decision.RetryLocal());

        assertThat(again)
                .isInstanceOfSatisfying(
                        Resolution.SendAgain.class,
                        sent ->
                                assertThat(sent.mutation().fields())
                                        .isEqualTo(Map.of("title", "ours")));
    }

    @Test
    void AC102_aGivenItemIsSentAsAnUpdateWhateverTheMutationWas() {
        for (String kind : List.of("create", "update", "delete")) {
            // When
            Resolution again =
                    Resolver.follow(
                            new Conflict(mutation(kind), theirs("changed"), "changed"),
                            new Decision.Send(Map.of("title", "agreed")));

            // Then
            assertThat(again)
                    .isInstanceOfSatisfying(
                            Resolution.SendAgain.class,
                            sent -> {
                                assertThat(sent.mutation().kind()).isEqualTo(Mutation.Kind.UPDATE);
                                assertThat(sent.mutation().fields())
                                        .isEqualTo(Map.of("title", "agreed"));
                            });
        }
    }

    @Test
    void nothingIsSentThatTheBackendHasAlready() {
        assertThat(
                        Resolver.follow(
                                new Conflict(update(), theirs("changed"), "changed"),
                                new Decision.Send(Map.of("title", "theirs"))))
                .isEqualTo(new Resolution.TakeTheirs());
    }

    @Test
    void aMergeFollowsTheRuleOfEachField() {
        // Given
        Strategy merge =
                new Strategy.Merge(
                        Map.of("tags", FieldRule.SET, "rating", FieldRule.COUNTER),
                        RemoteDeletion.ACCEPT);
        PendingMutation ours =
                anItem("Post")
                        .updating(1, "title", "ours", "rating", 4, "tags", List.of("a", "b"))
                        .madeFrom(
                                new BaseSnapshot(
                                        new Version(1),
                                        Map.of(
                                                "title",
                                                "base",
                                                "rating",
                                                3,
                                                "tags",
                                                List.of("a"))));
        RemoteItem theirs =
                anItem("Post")
                        .with("title", "theirs")
                        .with("rating", 7)
                        .with("tags", List.of("a", "c"))
                        .withVersion(5)
                        .remote();

        // When
        Resolver.Ruling ruling =
                new Resolver(Strategies.alike(merge)).rule(new Conflict(ours, theirs, "changed"));

        // Then
        assertThat(ruling)
                .isEqualTo(
                        new Resolver.Ruling.Decided(
                                new Resolution.SendAgain(
                                        new Mutation(
                                                ours.key(),
                                                Mutation.Kind.UPDATE,
                                                Map.of(
                                                        "title",
                                                        "ours",
                                                        "rating",
                                                        8,
                                                        "tags",
                                                        List.of("a", "c", "b")),
                                                ours.mutation().condition()))));
    }

    /// The tombstone keeps what others have written since the client saw the item.
    @Test
    void aMergeThatBringsADeletedItemBackKeepsWhatOthersHadWritten() {
        // Given
        Strategy merge = new Strategy.Merge(Map.of("tags", FieldRule.SET), RemoteDeletion.UNDELETE);
        PendingMutation ours =
                anItem("Post")
                        .updating(1, "tags", List.of("a", "ours"))
                        .madeFrom(new BaseSnapshot(new Version(1), Map.of("tags", List.of("a"))));
        RemoteItem theirs =
                anItem("Post")
                        .with("tags", List.of("a", "theirs"))
                        .withVersion(5)
                        .deleted()
                        .remote();

        // When
        Resolver.Ruling ruling =
                new Resolver(Strategies.alike(merge)).rule(new Conflict(ours, theirs, "deleted"));

        // Then
        assertThat(ruling)
                .isInstanceOfSatisfying(
                        Resolver.Ruling.Decided.class,
                        decided ->
                                assertThat(
                                                ((Resolution.SendAgain) decided.resolution())
                                                        .mutation()
                                                        .fields())
                                        .containsOnly(
                                                entry("tags", List.of("a", "theirs", "ours"))));
    }
}
