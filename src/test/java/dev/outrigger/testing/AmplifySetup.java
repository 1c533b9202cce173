package dev.outrigger.testing;

import dev.outrigger.codegen.AmplifyModels;
import dev.outrigger.model.Schema;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What an [AmplifyClient] is started with.
///
/// @param name of the device, unlike any other of the suite
/// @param settings of `configure` in `client.mjs`
/// @param environment what is added to the environment of its process
public record AmplifySetup(
        String name,
        AmplifyRelease release,
        Map<String, Object> settings,
        Map<String, String> environment) {
    public AmplifySetup {
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    /// A client of a backend that lets in whoever has [TestBackend#API_KEY].
    public static AmplifySetup of(
            AmplifyRelease release, String name, Schema schema, URI endpoint) {
        return new AmplifySetup(
                name,
                release,
                Map.of(
                        "endpoint",
                        endpoint.toString(),
                        "apiKey",
                        TestBackend.API_KEY,
                        "schema",
                        AmplifyModels.javascript(schema)),
                Map.of());
    }

    public AmplifySetup named(String other) {
        return new AmplifySetup(other, release, settings, environment);
    }

    /// @param setting of `configure` in `client.mjs`
    public AmplifySetup with(String setting, Object value) {
        Map<String, Object> changed = new HashMap<>(settings);
        changed.put(setting, value);
        return new AmplifySetup(name, release, changed, environment);
    }

    /// @param certificate of an authority, as PEM, that the device trusts besides the usual ones
    public AmplifySetup trusting(Path certificate) {
        return new AmplifySetup(
                name,
                release,
                settings,
                Map.of("NODE_EXTRA_CA_CERTS", certificate.toAbsolutePath().toString()));
    }
}
