package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.tombstone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// SQL, memory and an oracle of their own kind say the same of every predicate.
class PredicateAgreementIT {
    private static final long SEED = Long.getLong("predicates.seed", 20_261_120L);
    private static final int PREDICATES = Integer.getInteger("predicates.count", 2_500);
    private static final int ITEMS = 40;

    private final RandomPredicates random = new RandomPredicates(BlogSchema.SCHEMA, SEED);
    private final Map<String, List<Item>> items = new LinkedHashMap<>();
    private final OpenReplica replica = new OpenReplica(BlogSchema.SCHEMA);
    private final StoreProbe probe = new StoreProbe(replica.store);

    private Connection connection;
    private PlainSqlOracle oracle;

    @BeforeEach
    void fill() throws SQLException {
        connection = replica.connect();
        oracle = new PlainSqlOracle(connection);
        for (Model model : BlogSchema.SCHEMA.models()) {
            List<Item> drawn = new ArrayList<>();
            List<RemoteItem> remote = new ArrayList<>();
            for (int number = 0; number < ITEMS; number++) {
                Item item = item(model, number);
                // Some are deleted, and must match nothing, not even as related items.
                boolean deleted = number % 7 == 6;
                remote.add(deleted ? tombstone(1, item) : live(1, item));
                if (!deleted) {
                    drawn.add(item);
                    oracle.add(item.key().text(), item);
                }
            }
            items.put(model.name(), drawn);
            await(replica.store.apply(model.name(), remote, null));
        }
        oracle.filled();
    }

    @AfterEach
    void closeReplica() throws SQLException {
        connection.close();
        replica.close();
    }

    private Item item(Model model, int number) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : model.fields()) {
            values.put(field.name(), random.value(field));
        }
        String part = model.key().fields().getFirst();
        values.put(part, Integer.toString(number));
        if (model.key().fields().size() > 1) {
            values.put(model.key().fields().getLast(), number % 3);
        }
        return Item.of(model, values);
    }

    @Test
    void AC31_AC33_AC34_AC36_AC37_sqlMemoryAndTheOracleMatchTheSameItems() throws SQLException {
        int telling = 0;
        for (int round = 0; round < PREDICATES; round++) {
            // Given
            List<Model> models = BlogSchema.SCHEMA.models();
            Model model = models.get(round % models.size());
            Predicate predicate = random.predicate(model);

            // When
            Set<Object> bySql = keys(probe.matching(model.name(), predicate));

            // Then
            assertThat(bySql)
                    .as("seed %d, round %d, %s: %s", SEED, round, model.name(), predicate)
                    .isEqualTo(inMemory(model, predicate));
            assertThat(oracle.matching(model, predicate))
                    .as("seed %d, round %d, %s: %s", SEED, round, model.name(), predicate)
                    .isEqualTo(texts(bySql));
            telling += bySql.isEmpty() || bySql.size() == items.get(model.name()).size() ? 0 : 1;
        }
        assertThat(telling).as("predicates that match some items").isGreaterThan(PREDICATES / 3);
    }

    private Set<Object> inMemory(Model model, Predicate predicate) {
        return keys(
                items.get(model.name()).stream()
                        .filter(item -> PredicateEvaluator.matches(predicate, item, this::related))
                        .toList());
    }

    private List<Item> related(Item item, Relation relation) {
        return items.get(relation.target()).stream()
                .filter(other -> joined(item, relation, other))
                .toList();
    }

    private static boolean joined(Item item, Relation relation, Item other) {
        for (int part = 0; part < relation.localFields().size(); part++) {
            Object value = item.value(relation.localFields().get(part));
            if (value == null
                    || !Objects.equals(value, other.value(relation.targetFields().get(part)))) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> texts(Set<Object> keys) {
        return keys.stream().map(key -> ((ItemKey) key).text()).collect(Collectors.toSet());
    }

    private static Set<Object> keys(List<Item> found) {
        return found.stream().map(Item::key).collect(Collectors.toSet());
    }
}
