package dev.outrigger.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what a sidecar shows its backend.
final class RemoteAuthReader {
    private final TypedSettings settings;
    private final RemoteCredentialsReader credentials;

    RemoteAuthReader(TypedSettings settings, URI endpoint) {
        this.settings = settings;
        this.credentials = new RemoteCredentialsReader(settings, endpoint);
    }

    RemoteAuthConfig read() {
        List<RemoteMode> modes = modes(settings, Key.REMOTE_AUTH_MODES);
        RemoteMode usual = modes.isEmpty() ? RemoteMode.API_KEY : modes.getFirst();
        RemoteMode mode =
                settings.value(Key.REMOTE_AUTH_MODE, "one of " + RemoteMode.WORDS, RemoteMode::of)
                        .orElse(usual);
        NamedSections<List<RemoteMode>> models =
                settings.sections(
                        Key.REMOTE_AUTH_MODELS_MODES,
                        section -> modes(section, Key.REMOTE_AUTH_MODELS_MODES));
        Set<RemoteMode> named = EnumSet.of(mode);
        named.addAll(modes);
        models.byName().values().forEach(named::addAll);
        return new RemoteAuthConfig(mode, modes, models, credentials(named));
    }

    private static List<RemoteMode> modes(TypedSettings section, Key key) {
        List<RemoteMode> modes = new ArrayList<>();
        for (String word : section.texts(key)) {
            Optional<RemoteMode> mode = RemoteMode.of(word);
            if (mode.isEmpty()) {
                section.find(key)
                        .ifPresent(
                                setting ->
                                        section.refuse(
                                                setting,
                                                "must hold some of "
                                                        + RemoteMode.WORDS
                                                        + ", not '"
                                                        + word
                                                        + "'"));
            }
            mode.filter(each -> !modes.contains(each)).ifPresent(modes::add);
        }
        return modes;
    }

    private Map<RemoteMode, RemoteCredentials> credentials(Set<RemoteMode> named) {
        Map<RemoteMode, RemoteCredentials> given = new EnumMap<>(RemoteMode.class);
        for (RemoteMode mode : named) {
            Optional<? extends RemoteCredentials> read =
                    switch (mode) {
                        case API_KEY -> credentials.apiKey();
                        case TOKEN -> credentials.token();
                        case OIDC -> credentials.oidc();
                        case COGNITO -> credentials.cognito();
                        case IAM -> credentials.iam();
                        case LAMBDA -> credentials.lambda();
                    };
            read.ifPresent(found -> given.put(mode, found));
        }
        return given;
    }
}
