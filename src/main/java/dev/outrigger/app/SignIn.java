package dev.outrigger.app;

import dev.outrigger.config.NamedSections;
import dev.outrigger.config.RemoteAuthConfig;
import dev.outrigger.config.RemoteMode;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.remote.credentials.ModelAccess;
import dev.outrigger.remote.credentials.MultiAccess;
import dev.outrigger.remote.credentials.RefreshTokens;
import dev.outrigger.remote.credentials.TokenFile;
import dev.outrigger.remote.credentials.UserAccess;
import dev.outrigger.runtime.RemoteSession;

import io.vertx.core.Vertx;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How a sidecar signs in at its backend, as it is configured.
///
/// @param access what is shown for what
/// @param session takes the tokens that an app hands over
/// @param files tokens that others change while the sidecar runs
record SignIn(Access access, RemoteSession session, List<TokenFile> files) {
    /// The file's owner writes it well before the old token ends.
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /// @param kept finds what has taken the place of a configured refresh token
    static SignIn of(
            Vertx vertx,
            Schema schema,
            RemoteAuthConfig config,
            Function<String, RefreshTokens> kept) {
        requireKnown(schema, config.models());
        RemoteModes modes = new RemoteModes(vertx, kept);
        Map<RemoteMode, Credentials> made = new EnumMap<>(RemoteMode.class);
        new EnumMap<>(config.credentials())
                .forEach((mode, given) -> made.put(mode, modes.credentials(given)));
        return new SignIn(
                access(schema, config, made), modes.session(), List.copyOf(modes.files()));
    }

    /// Calls `told` when a file holds another token. Whoever waits for a sign-in shows no token and
    /// would not find out by itself.
    ///
    /// @return ends the calls
    Runnable whenChanged(Vertx vertx, Runnable told) {
        if (files.isEmpty()) {
            return () -> {};
        }
        long timer =
                vertx.setPeriodic(
                        LOOK_EVERY.toMillis(),
                        _ -> {
                            if (files.stream().filter(TokenFile::changed).count() > 0) {
                                told.run();
                            }
                        });
        return () -> vertx.cancelTimer(timer);
    }

    private static void requireKnown(Schema schema, NamedSections<List<RemoteMode>> models) {
        List<String> known = schema.models().stream().map(Model::name).toList();
        models.strangers(known)
                .forEach(
                        (stranger, near) -> {
                            throw StartFailure.usage(
                                    "remote.auth.models names "
                                            + stranger
                                            + ", which is no model of the schema; the nearest one"
                                            + " is "
                                            + near);
                        });
    }

    private static Access access(
            Schema schema, RemoteAuthConfig config, Map<RemoteMode, Credentials> made) {
        Credentials usual = made.get(config.mode());
        Access otherwise =
                config.modes().isEmpty()
                        ? Access.only(usual)
                        : new MultiAccess(config.modes().stream().map(made::get).toList(), usual);
        Map<String, List<Credentials>> own = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            config.models()
                    .of(model.name())
                    .filter(modes -> !modes.isEmpty())
                    .ifPresent(
                            modes -> own.put(model.name(), modes.stream().map(made::get).toList()));
        }
        return new UserAccess(
                List.copyOf(made.values()),
                own.isEmpty() ? otherwise : new ModelAccess(own, otherwise));
    }
}
