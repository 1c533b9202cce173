package dev.outrigger.app;

import dev.outrigger.api.ApiVerticle;
import dev.outrigger.api.ServedReplica;
import dev.outrigger.replica.User;
import dev.outrigger.runtime.Sessions;
import dev.outrigger.runtime.TokenClaims;
import dev.outrigger.store.ReaderViews;
import dev.outrigger.store.ReplicaSetup;
import dev.outrigger.store.ReplicaUnusable;
import dev.outrigger.store.UserDirectory;
import dev.outrigger.store.UserDirectory.Seat;
import dev.outrigger.store.UserLimits;
import dev.outrigger.telemetry.LogKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Keeps each user's replica apart, and one of them open and served: that of the user who is signed
/// in, or the default one.
///
/// Another user's replica is opened before anything ends, so that one that cannot be opened changes
/// nothing. Then it is served; and only when the earlier one has answered its requests, stopped its
/// engine and closed does the next engine start. So the two never work side by side, and no call
/// shows the token of one user for the writes of another.
final class UserReplicas implements Sessions, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(UserReplicas.class);

    private final Namespaces namespaces;
    private final UserDirectory directory;
    private final ReaderViews views;
    private final InstantSource clock = InstantSource.system();
    private final ExecutorService turns =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("outrigger-users").factory());
    private @Nullable Seat seat;
    private OpenReplica current;
    private @Nullable ApiVerticle api;

    /// @param shared the replica that is served while nobody is signed in
    /// @param opening opens one of them with its engine, which does not run yet
    /// @param configured what the backend is shown unless a token was handed over
    record Namespaces(
            ReplicaSetup shared, Opening opening, UserLimits limits, Credentials configured) {
        private ReplicaSetup of(@Nullable Seat seat) {
            return seat == null ? shared : shared.of(seat.user());
        }
    }

    /// Opens a replica.
    interface Opening {
        /// @throws StartFailure when it cannot be opened
        OpenReplica open(ReplicaSetup setup);
    }

    /// Opens the replica that was served last.
    ///
    /// @throws StartFailure when it cannot be opened
    UserReplicas(UserDirectory directory, ReaderViews views, Namespaces namespaces) {
        this.directory = directory;
        this.views = views;
        this.namespaces = namespaces;
        this.seat = directory.seated().orElse(null);
        this.current = shown(namespaces.of(seat));
        if (seat != null && seat.showsToken()) {
            current.session().expect();
        }
    }

    private OpenReplica shown(ReplicaSetup setup) {
        OpenReplica replica = opened(setup);
        boolean shown = false;
        try {
            views.show(setup);
            shown = true;
            return replica;
        } finally {
            if (!shown) {
                replica.close();
            }
        }
    }

    private OpenReplica opened(ReplicaSetup setup) {
        return namespaces.opening().open(setup);
    }

    ServedReplica served() {
        return current.served();
    }

    /// Lets the API serve whoever signs in, and the engine run.
    void begin(ApiVerticle serving) {
        api = serving;
        served().lifecycle().start();
    }

    @Override
    public CompletionStage<Outcome> signIn(SignIn signIn) {
        return inTurn(() -> signedIn(signIn));
    }

    @Override
    public CompletionStage<Outcome> signOut() {
        return inTurn(() -> seat == null ? serving() : served(null, null));
    }

    @Override
    public CompletionStage<Status> status() {
        return CompletableFuture.supplyAsync(this::statusNow, turns);
    }

    private CompletionStage<Outcome> inTurn(Supplier<Outcome> change) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return change.get();
                    } catch (StartFailure | ReplicaUnusable unusable) {
                        return new Outcome.Unusable(unusable.getMessage());
                    }
                },
                turns);
    }

    private Outcome signedIn(SignIn signIn) {
        Optional<User> named = Optional.ofNullable(signIn.user()).or(() -> holder(signIn.token()));
        if (named.isEmpty()) {
            return new Outcome.NobodyNamed();
        }
        User user = named.get();
        if (user.equals(user())) {
            handOver(signIn.token());
            return serving();
        }
        return directory.admit(user, user(), namespaces.limits(), clock.instant())
                ? served(user, signIn.token())
                : new Outcome.TooManyUsers(namespaces.limits().users());
    }

    /// The issuer belongs to it: two of them may give the same subject to different people.
    private static Optional<User> holder(@Nullable String token) {
        if (token == null) {
            return Optional.empty();
        }
        TokenClaims claims = TokenClaims.of(token);
        return claims.subject()
                .map(subject -> claims.text("iss").map(iss -> iss + " " + subject).orElse(subject))
                .filter(identity -> identity.length() <= User.LONGEST_IDENTITY)
                .map(User::new);
    }

    private void handOver(@Nullable String token) {
        if (token != null && current.session().usable()) {
            current.session().handOver(token);
            Seat next = new Seat(seat.user(), true);
            directory.seat(next, clock.instant());
            seat = next;
            served().sync().credentialsChanged();
        }
    }

    private Outcome served(@Nullable User user, @Nullable String token) {
        ReplicaSetup setup = user == null ? namespaces.shared() : namespaces.shared().of(user);
        OpenReplica next = opened(setup);
        boolean showsToken = token != null && next.session().usable();
        boolean changed = false;
        try {
            if (token != null && showsToken) {
                next.session().handOver(token);
            }
            seat(user == null ? null : new Seat(user, showsToken));
            changed = true;
        } finally {
            if (!changed) {
                next.close();
            }
        }
        replace(next);
        return serving();
    }

    private void replace(OpenReplica next) {
        OpenReplica earlier = current;
        current = next;
        if (api != null) {
            api.serve(next.served()).toCompletableFuture().join();
        }
        earlier.close();
        LOGGER.atInfo().addKeyValue(LogKey.USER, userName()).log("another user is served");
        next.served().lifecycle().start();
    }

    private void seat(@Nullable Seat next) {
        directory.seat(next, clock.instant(), views);
        seat = next;
    }

    private Outcome serving() {
        return new Outcome.Serving(statusNow());
    }

    private Status statusNow() {
        return new Status(user(), credentials(), directory.unsentBeside(user()));
    }

    private Credentials credentials() {
        if (seat == null || !seat.showsToken()) {
            return namespaces.configured();
        }
        return current.session().holder().isPresent() ? Credentials.SESSION : Credentials.AWAITED;
    }

    private @Nullable User user() {
        return seat == null ? null : seat.user();
    }

    /// For the log, which holds no identity.
    private String userName() {
        return seat == null ? "nobody" : seat.user().name();
    }

    @Override
    public void close() {
        CompletableFuture.runAsync(() -> current.close(), turns).join();
        turns.shutdown();
    }
}
