package dev.outrigger.app;

import dev.outrigger.api.ApiVerticle;
import dev.outrigger.api.ServedReplica;
import dev.outrigger.config.ApiConfig;
import dev.outrigger.config.ApiSocketConfig;
import dev.outrigger.config.ChangeLogConfig;
import dev.outrigger.config.Key;
import dev.outrigger.config.ListenConfig;
import dev.outrigger.config.RemoteConfig;
import dev.outrigger.config.ResolutionConfig;
import dev.outrigger.config.SearchConfig;
import dev.outrigger.config.Secret;
import dev.outrigger.config.SidecarConfig;
import dev.outrigger.config.SqlReaderConfig;
import dev.outrigger.config.SyncConfig;
import dev.outrigger.config.UsersConfig;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.remote.AppSyncBackend;
import dev.outrigger.remote.RemoteSettings;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.RefreshTokens;
import dev.outrigger.replica.Observations;
import dev.outrigger.runtime.ConflictHandling;
import dev.outrigger.runtime.EngineSettings;
import dev.outrigger.runtime.ExpressionSources;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.runtime.LocalOnly;
import dev.outrigger.runtime.RemoteSession;
import dev.outrigger.runtime.ReplicaPorts;
import dev.outrigger.runtime.Sessions;
import dev.outrigger.runtime.SyncControl;
import dev.outrigger.runtime.SyncLimits;
import dev.outrigger.runtime.SyncVerticle;
import dev.outrigger.store.PostgresReplicaStore;
import dev.outrigger.store.ReaderViews;
import dev.outrigger.store.ReplicaSetup;
import dev.outrigger.store.ReplicaUnusable;
import dev.outrigger.store.Retention;
import dev.outrigger.store.SqlReader;
import dev.outrigger.store.StoreLimits;
import dev.outrigger.store.Successor;
import dev.outrigger.store.UserDirectory;
import dev.outrigger.store.UserLimits;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.PullLimits;
import dev.outrigger.sync.push.PushLimits;

import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.InstantSource;

/// Starts one replica with its engine and its local API, on a database and event loops that it may
/// share with others.
final class Sidecar {
    private static final String PORT_OPTIONS =
            "--port or " + Key.API_PORT.variable() + " (0 takes any free one)";

    private final Schema schema;
    private final Database database;
    private final EventLoops loops;
    private final Parts parts;

    Sidecar(Schema schema, Database database, EventLoops loops, Parts parts) {
        this.schema = schema;
        this.database = database;
        this.loops = loops;
        this.parts = parts;
    }

    /// What one sidecar is told beyond what it shares.
    ///
    /// @param portOptions how to choose another port, for the message when this one is taken
    record Settings(
            String replica,
            ChangeLogConfig changeLog,
            ApiConfig api,
            @Nullable RemoteConfig remote,
            SyncConfig sync,
            UsersConfig users,
            SearchConfig search,
            @Nullable SqlReaderConfig sqlReader,
            String portOptions) {
        static Settings of(SidecarConfig config) {
            return new Settings(
                    config.replica(),
                    config.changeLog(),
                    config.api(),
                    config.remote(),
                    config.sync(),
                    config.users(),
                    config.search(),
                    config.sqlReader(),
                    PORT_OPTIONS);
        }
    }

    /// Starts it and answers where its API is.
    String start(Settings settings) {
        UserReplicas users = users(settings);
        parts.started("replica of " + settings.replica(), users);
        ApiSocketConfig socket = settings.api().socket();
        return socket == null ? onPort(settings, users) : onSocket(settings, socket, users);
    }

    private String onPort(Settings settings, UserReplicas users) {
        ListenConfig listen = settings.api().listen();
        ApiVerticle api =
                listening(
                        settings,
                        users,
                        SocketAddress.inetSocketAddress(listen.port(), listen.host()));
        return ServerUrl.of(listen, api.port());
    }

    private String onSocket(Settings settings, ApiSocketConfig config, UserReplicas users) {
        SocketFile socket = SocketFile.prepare(config);
        parts.started("socket of " + settings.replica(), socket);
        listening(settings, users, socket.address());
        socket.publish();
        return socket.url();
    }

    private ApiVerticle listening(Settings settings, UserReplicas users, SocketAddress address) {
        LocalApi local = new LocalApi(new LocalAccess(schema, parts));
        ApiVerticle api =
                new ApiVerticle(local.settings(settings.api(), address), users, users.served());
        loops.listen(
                "API of " + settings.replica(),
                api,
                settings.api().listen(),
                settings.portOptions());
        users.begin(api);
        return api;
    }

    private UserReplicas users(Settings settings) {
        try {
            SyncPolicies policies = ModelPolicies.of(settings.sync().models(), schema);
            Expressions expressions =
                    ConfiguredExpressions.of(settings.sync().expressions(), schema);
            ReplicaSetup shared =
                    ReplicaSetup.of(settings.replica(), schema, policies)
                            .with(StoreLimits.usual().with(retention(settings.changeLog())))
                            .with(ModelRefusals.of(settings.sync().refusals(), schema))
                            .with(SearchedFields.of(settings.search(), schema))
                            .with(EventLoops::afterTurn);
            UserDirectory directory = Databases.using(() -> UserDirectory.open(database, shared));
            UsersConfig users = settings.users();
            return new UserReplicas(
                    directory,
                    new ReaderViews(database, shared, reader(settings.sqlReader())),
                    new UserReplicas.Namespaces(
                            shared,
                            setup -> open(settings, setup, expressions),
                            new UserLimits(users.limit(), users.idleAfter()),
                            settings.remote() == null
                                    ? Sessions.Credentials.NONE
                                    : Sessions.Credentials.CONFIGURED));
        } catch (ReplicaUnusable unusable) {
            throw StartFailure.usage(unusable.getMessage());
        }
    }

    private static @Nullable SqlReader reader(@Nullable SqlReaderConfig reader) {
        if (reader == null) {
            return null;
        }
        Secret password = reader.password();
        return new SqlReader(
                reader.role(),
                password == null ? null : password.reveal(),
                reader.statementTimeout(),
                reader.connections());
    }

    private static Retention retention(ChangeLogConfig config) {
        return new Retention(config.maxChanges(), config.maxAge());
    }

    private OpenReplica open(Settings settings, ReplicaSetup setup, Expressions expressions) {
        Parts own = new Parts();
        boolean opened = false;
        try {
            PostgresReplicaStore store = store(setup, own);
            ReplicaPorts ports =
                    new ReplicaPorts(
                            store,
                            store.keys(),
                            new ExpressionSources(expressions, store.selectiveSync()));
            Engine engine = engine(settings, setup, ports, own);
            Observations observations = new Observations(schema, store);
            Lifecycle lifecycle = new Lifecycle(engine.control(), store, store, observations);
            opened = true;
            return new OpenReplica(
                    new ServedReplica(
                            schema,
                            setup.search(),
                            setup.policies(),
                            store,
                            store.groups(),
                            store.aggregates(),
                            store.progress(),
                            observations,
                            engine.control(),
                            lifecycle),
                    engine.session(),
                    own);
        } finally {
            if (!opened) {
                own.close();
            }
        }
    }

    private PostgresReplicaStore store(ReplicaSetup setup, Parts own) {
        try {
            PostgresReplicaStore store =
                    Databases.using(() -> PostgresReplicaStore.open(database, setup));
            own.started("store of " + setup.replica(), store);
            return store;
        } catch (ReplicaUnusable unusable) {
            throw StartFailure.usage(unusable.getMessage());
        }
    }

    /// An engine, and what takes the token of its user.
    private record Engine(SyncControl control, RemoteSession session) {}

    private Engine engine(Settings settings, ReplicaSetup setup, ReplicaPorts replica, Parts own) {
        RemoteConfig remote = settings.remote();
        if (remote == null) {
            return new Engine(
                    new LocalOnly(schema, setup.policies(), replica.expressions()),
                    RemoteSession.unused());
        }
        ReplicaSetup shared = ReplicaSetup.of(settings.replica(), schema);
        SignIn signIn =
                SignIn.of(
                        loops.vertx(),
                        schema,
                        remote.auth(),
                        configured -> refreshTokens(shared, configured));
        AppSyncBackend backend =
                new AppSyncBackend(
                        loops.vertx(),
                        schema,
                        remoteSettings(remote, signIn.access()),
                        InstantSource.system());
        own.started(
                "link of " + setup.replica(),
                () -> EventLoops.await(Future.fromCompletionStage(backend.close())));
        ResolutionConfig conflicts = settings.sync().conflicts();
        SyncVerticle engine =
                new SyncVerticle(
                        schema,
                        replica,
                        backend,
                        new EngineSettings(
                                limits(settings.sync(), setup.policies()),
                                new ConflictHandling(
                                        ModelResolutions.of(conflicts, schema),
                                        new ConflictAdvisers(schema, conflicts).start(own))));
        loops.deploy("engine of " + setup.replica(), engine, own);
        Runnable unwatched =
                signIn.whenChanged(loops.vertx(), () -> engine.control().credentialsChanged());
        own.started("watch of tokens of " + setup.replica(), unwatched::run);
        return new Engine(engine.control(), signIn.session());
    }

    private RefreshTokens refreshTokens(ReplicaSetup shared, String configured) {
        return new KeptRefreshToken(
                loops.vertx(),
                configured,
                new Successor(database, shared, "refreshToken", configured));
    }

    private static RemoteSettings remoteSettings(RemoteConfig remote, Access access) {
        Path authority = remote.authority();
        return new RemoteSettings(
                remote.endpoint(),
                access,
                RemoteSettings.Timeouts.defaults(),
                authority == null ? null : Tls.authorities(authority),
                remote.subscriptionsPerConnection());
    }

    private static SyncLimits limits(SyncConfig sync, SyncPolicies policies) {
        PullLimits usual = PullLimits.defaults();
        return new SyncLimits(
                        new PullLimits(
                                sync.pageSize(),
                                usual.bufferItems(),
                                sync.fullSyncInterval(),
                                usual.overlap(),
                                sync.pullsAtOnce()),
                        PushLimits.of(sync.delivery().lanes(), sync.delivery().batch()))
                .with(policies);
    }
}
