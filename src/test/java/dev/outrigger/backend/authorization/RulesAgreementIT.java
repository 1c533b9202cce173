package dev.outrigger.backend.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.backend.table.ItemQuery;
import dev.outrigger.backend.table.Page;
import dev.outrigger.backend.table.PageReading;
import dev.outrigger.backend.table.PageRequest;
import dev.outrigger.backend.table.TableSettings;
import dev.outrigger.conflict.MutationGuard;
import dev.outrigger.conflict.MutationRequest;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.Database;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// The base table, the delta table, memory and a plain reading of the rules say the same of every
/// item, for rules, callers and items drawn from one seed.
class RulesAgreementIT {
    private static final long SEED = Long.getLong("rules.seed", 20_261_125L);
    private static final int ROUNDS = 400;
    private static final int ITEMS = 60;

    private final RandomRules random = new RandomRules(SEED);
    private final List<Item> items = new ArrayList<>();
    private Database database;
    private BackendTables tables;

    /// Before the first item.
    private Instant since;

    @BeforeEach
    void fill() {
        Model plain = RuledModels.note(List.of(), Map.of());
        database = Database.open(TestDatabase.fresh("rules"), Duration.ofSeconds(2));
        tables =
                BackendTables.open(
                        database, RuledModels.schema(plain), TableSettings.inSchema("backend"));
        var nothing = new PageRequest(1, null, new Predicate.All());
        since = Objects.requireNonNull(read(tables.sync(plain, 0, nothing)).startedAt());
        for (int number = 0; number < ITEMS; number++) {
            Item item = random.item(number);
            items.add(item);
            Map<String, Object> fields = new LinkedHashMap<>(item.fields());
            fields.remove("id");
            var create =
                    new Mutation(item.key(), Mutation.Kind.CREATE, fields, new Predicate.All());
            await(tables.write(List.of(new MutationRequest(create, 0))));
        }
    }

    @AfterEach
    void close() {
        tables.close();
        database.close();
    }

    @Test
    void whatTheDatabaseShowsIsWhatTheRulesAllow() {
        int telling = 0;
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            Model model = random.model();
            Caller caller = random.caller();
            Permission permission = RuledModels.rights(model, caller).permits(Action.SYNC);
            PageRequest request =
                    new PageRequest(ITEMS, null, new Predicate.All())
                            .within(permission.predicate());

            // When
            List<String> listed = ids(read(tables.page(ItemQuery.all(model), List.of(), request)));
            List<String> base = ids(read(tables.sync(model, 0, request)));
            List<String> delta = ids(read(tables.sync(model, since.toEpochMilli(), request)));

            // Then
            var plain = new PlainReading(model, caller);
            List<String> allowed =
                    items.stream()
                            .filter(item -> plain.allows(Action.SYNC, item))
                            .map(item -> String.valueOf(item.value("id")))
                            .toList();
            List<String> held =
                    items.stream()
                            .filter(permission::holds)
                            .map(item -> String.valueOf(item.value("id")))
                            .toList();
            String where = "seed " + SEED + " round " + round;
            assertThat(held).as(where).isEqualTo(allowed);
            assertThat(listed).as(where).isEqualTo(allowed);
            assertThat(base).as(where).isEqualTo(allowed);
            assertThat(delta).as(where).isEqualTo(allowed);
            if (!allowed.isEmpty() && allowed.size() < ITEMS) {
                telling++;
            }
        }
        assertThat(telling).isGreaterThan(ROUNDS / 10);
    }

    @Test
    void whatIsDecidedOfOneItemIsWhatTheRulesAllow() {
        for (int round = 0; round < ROUNDS; round++) {
            Model model = random.model();
            Caller caller = random.caller();
            ModelRights rights = RuledModels.rights(model, caller);
            var plain = new PlainReading(model, caller);
            String where = "seed " + SEED + " round " + round;
            for (Item item : items) {
                for (Action action : RuledModels.READ) {
                    assertThat(rights.permits(action).holds(item))
                            .as(where)
                            .isEqualTo(plain.allows(action, item));
                }
                for (Field field : model.fields()) {
                    if (field.origin() == Field.Origin.DECLARED) {
                        assertThat(rights.reads(field.name()).holds(item))
                                .as(where)
                                .isEqualTo(plain.reads(field, item));
                    }
                }
                assertThat(granted(rights.updating(Map.of("id", "x")), item))
                        .as(where)
                        .isEqualTo(
                                plain.allows(Action.UPDATE, item)
                                        || plain.allows(Action.DELETE, item));
            }
        }
    }

    private static boolean granted(MutationGuard guard, Item item) {
        return guard.judge(
                        new VersionedItem(
                                item, new Version(1), Instant.EPOCH, VersionedItem.Presence.LIVE))
                instanceof MutationGuard.Verdict.Granted;
    }

    private static Page read(CompletionStage<PageReading> reading) {
        return switch (await(reading)) {
            case PageReading.Read(Page page) -> page;
            case PageReading.TokenRefused _ -> throw new AssertionError("no token was sent");
        };
    }

    private static List<String> ids(Page page) {
        return page.items().stream().map(item -> String.valueOf(item.item().value("id"))).toList();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
