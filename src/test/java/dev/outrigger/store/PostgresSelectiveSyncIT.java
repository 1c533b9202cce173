package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.testing.ExpressionText.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.replica.SelectiveSyncContract;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The PostgreSQL replica selects as every replica does.
class PostgresSelectiveSyncIT extends SelectiveSyncContract {
    private @Nullable OpenReplica replica;

    @Override
    protected Opened emptyReplica() {
        replica = new OpenReplica(BlogSchema.SCHEMA);
        return new Opened(replica.store, replica.store.selectiveSync());
    }

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }

    @Test
    void whatIsAdoptedAndChosenHoldsAfterARestart() {
        // Given
        Expressions none = expressions(BlogSchema.SCHEMA, "Post", "\"none\"");
        await(replica.store.selectiveSync().adopt(none));
        await(replica.store.selectiveSync().choose("Post", none.of("Post")));

        // When
        replica.reopen();

        // Then
        StoreProbe probe = new StoreProbe(replica.store);
        probe.apply(live(1, BlogSchema.item("Post", "id", "p1", "title", "t")));
        assertThat(probe.all("Post")).isEmpty();
        assertThat(await(replica.store.selectiveSync().chosen())).isEqualTo(none);
    }

    @Test
    void anExpressionThatTheSchemaNoLongerKnowsIsLeftOut() {
        // Given
        replica.execute(
                """
                insert into %s._expression (model, chosen, adopted)
                values ('Post', '{"gone": {"eq": 1}}', '{"gone": {"eq": 1}}')
                """);

        // When
        replica.reopen();

        // Then
        assertThat(await(replica.store.selectiveSync().chosen())).isEqualTo(Expressions.none());
    }
}
