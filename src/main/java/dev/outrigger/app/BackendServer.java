package dev.outrigger.app;

import dev.outrigger.backend.graphql.BackendLimits;
import dev.outrigger.backend.graphql.BackendSettings;
import dev.outrigger.backend.graphql.BackendVerticle;
import dev.outrigger.backend.identity.Entrance;
import dev.outrigger.backend.mutation.Mutations;
import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.backend.table.TableFailure;
import dev.outrigger.backend.table.TableSettings;
import dev.outrigger.backend.table.TablesUnusable;
import dev.outrigger.config.AuthConfig;
import dev.outrigger.config.ConflictWebhookConfig;
import dev.outrigger.config.ListenConfig;
import dev.outrigger.config.ModelsConfig;
import dev.outrigger.graphql.execution.Exploration;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;

/// Starts a backend on a database and event loops that it may share with others.
final class BackendServer {
    private static final String DATABASE_SCHEMA = "backend";

    private final Schema schema;
    private final Database database;
    private final EventLoops loops;
    private final Parts parts;

    BackendServer(Schema schema, Database database, EventLoops loops, Parts parts) {
        this.schema = schema;
        this.database = database;
        this.loops = loops;
        this.parts = parts;
    }

    /// What a backend is told beyond what it shares.
    ///
    /// @param portOptions how to choose another port, for the message when this one is taken
    record Settings(
            ListenConfig listen,
            AuthConfig auth,
            ModelsConfig models,
            ConflictWebhookConfig conflictWebhook,
            BackendLimits limits,
            Exploration exploration,
            String portOptions) {}

    /// Starts it and answers where it is.
    String start(Settings settings) {
        Entrance entrance = Entrances.of(settings.auth(), parts);
        ListenConfig listen = settings.listen();
        BackendVerticle server =
                new BackendVerticle(
                        BackendSettings.at(listen.host(), listen.port(), entrance)
                                .with(settings.limits())
                                .with(settings.exploration())
                                .withIdentity(Tls.identity(listen)),
                        mutations(settings));
        loops.listen("backend", server, listen, settings.portOptions());
        return ServerUrl.of(listen, server.port());
    }

    private Mutations mutations(Settings settings) {
        BackendTables tables = tables(settings);
        return new Mutations(
                tables,
                new ConflictWebhooks(schema, settings.conflictWebhook())
                        .of(settings.models(), parts));
    }

    private BackendTables tables(Settings settings) {
        TableSettings kept =
                TableSettings.inSchema(DATABASE_SCHEMA)
                        .withStrategies(ModelStrategies.of(settings.models(), schema))
                        .withRetentions(ModelRetentions.of(settings.models(), schema));
        try {
            BackendTables tables =
                    Databases.using(() -> BackendTables.open(database, schema, kept));
            parts.started("backend tables", tables);
            return tables;
        } catch (TablesUnusable unusable) {
            throw StartFailure.usage(unusable.getMessage());
        } catch (TableFailure failure) {
            throw StartFailure.unreachable(failure.getMessage());
        }
    }
}
