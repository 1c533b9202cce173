package dev.outrigger.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the sections of those who may call a backend. Each is empty when it cannot be used, of
/// which the settings know then.
final class AuthSections {
    static final String ADDRESS = "an address that begins with https:// or http://";

    private static final int SHA256_DIGITS = 64;

    static final String SHA256 = SHA256_DIGITS + " hexadecimal digits";
    static final String INSTANT = "a time such as 2027-05-01T00:00:00Z";

    private AuthSections() {}

    static Optional<AuthConfig.ApiKey> apiKey(TypedSettings section) {
        Optional<Secret> key = section.secret(Key.BACKEND_AUTH_API_KEYS_KEY);
        Optional<String> digest =
                section.value(Key.BACKEND_AUTH_API_KEYS_SHA256, SHA256, AuthSections::digest);
        Instant expires =
                section.value(Key.BACKEND_AUTH_API_KEYS_EXPIRES, INSTANT, AuthSections::instant)
                        .orElse(Instant.MAX);
        if (section.lacks(Key.BACKEND_AUTH_API_KEYS_KEY)
                == section.lacks(Key.BACKEND_AUTH_API_KEYS_SHA256)) {
            section.refuse(
                    "give one of "
                            + section.pathOf(Key.BACKEND_AUTH_API_KEYS_KEY)
                            + " and "
                            + section.pathOf(Key.BACKEND_AUTH_API_KEYS_SHA256));
        }
        return key.<AuthConfig.ApiKey>map(text -> new AuthConfig.ApiKey.Plain(text, expires))
                .or(() -> digest.map(text -> new AuthConfig.ApiKey.Hashed(text, expires)));
    }

    static Optional<AuthConfig.Issuer> issuer(TypedSettings section) {
        var kind = section.choice(Key.BACKEND_AUTH_ISSUERS_KIND, AuthConfig.Issuer.Kind.OIDC);
        // As it is written: tokens are compared with it, to the last slash.
        Optional<String> name =
                required(
                        section,
                        Key.BACKEND_AUTH_ISSUERS_ISSUER,
                        section.value(
                                Key.BACKEND_AUTH_ISSUERS_ISSUER,
                                ADDRESS,
                                text -> address(text).map(_ -> text)));
        List<String> clientIds = section.texts(Key.BACKEND_AUTH_ISSUERS_CLIENT_IDS);
        URI jwks =
                section.value(Key.BACKEND_AUTH_ISSUERS_JWKS, ADDRESS, AuthSections::address)
                        .orElse(null);
        if (kind == AuthConfig.Issuer.Kind.OIDC
                && section.lacks(Key.BACKEND_AUTH_ISSUERS_CLIENT_IDS)) {
            section.refuse(
                    section.pathOf(Key.BACKEND_AUTH_ISSUERS_CLIENT_IDS)
                            + " is missing: without it, tokens that the issuer made for other"
                            + " applications would be accepted");
        }
        return name.map(text -> new AuthConfig.Issuer(kind, text, Set.copyOf(clientIds), jwks));
    }

    static Optional<AuthConfig.AccessKey> accessKey(TypedSettings section) {
        Optional<String> id =
                required(
                        section,
                        Key.BACKEND_AUTH_ACCESS_KEYS_ID,
                        section.text(Key.BACKEND_AUTH_ACCESS_KEYS_ID)
                                .filter(text -> !text.isBlank()));
        Optional<Secret> secret =
                required(
                        section,
                        Key.BACKEND_AUTH_ACCESS_KEYS_SECRET,
                        section.secret(Key.BACKEND_AUTH_ACCESS_KEYS_SECRET));
        var role =
                section.choice(
                        Key.BACKEND_AUTH_ACCESS_KEYS_ROLE, AuthConfig.AccessKey.Role.AUTHENTICATED);
        return id.flatMap(name -> secret.map(text -> new AuthConfig.AccessKey(name, text, role)));
    }

    private static <T> Optional<T> required(TypedSettings section, Key key, Optional<T> value) {
        if (section.lacks(key)) {
            section.refuse(section.pathOf(key) + " is missing");
        }
        return value;
    }

    static Optional<String> digest(String text) {
        return text.length() == SHA256_DIGITS && text.chars().allMatch(HexFormat::isHexDigit)
                ? Optional.of(text)
                : Optional.empty();
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static Optional<URI> address(String text) {
        try {
            URI address = new URI(text);
            boolean web =
                    "https".equalsIgnoreCase(address.getScheme())
                            || "http".equalsIgnoreCase(address.getScheme());
            return Optional.of(address).filter(_ -> web && address.getHost() != null);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
