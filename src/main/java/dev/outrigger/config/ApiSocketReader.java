package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Reads on which Unix domain socket the local API is served.
final class ApiSocketReader {
    private static final String MODE = "0600";

    private final TypedSettings settings;

    ApiSocketReader(TypedSettings settings) {
        this.settings = settings;
    }

    /// Null for one that is served on a port.
    @Nullable ApiSocketConfig read() {
        String mode =
                settings.value(
                                Key.API_SOCKET_MODE,
                                "three octal digits such as 0600 or 0660",
                                ApiSocketReader::permissions)
                        .orElse(permissions(MODE).orElseThrow());
        if (settings.lacks(Key.API_SOCKET)) {
            return null;
        }
        for (Key other : List.of(Key.API_HOST, Key.API_PORT, Key.API_TLS_CERT)) {
            if (!settings.lacks(other)) {
                settings.refuse(
                        Key.API_SOCKET.path()
                                + " and "
                                + other.path()
                                + " are both given; the API is served on a socket or on a port");
            }
        }
        return settings.path(Key.API_SOCKET)
                .map(path -> new ApiSocketConfig(path, mode))
                .orElse(null);
    }

    /// `rw-rw----` of `0660`.
    private static Optional<String> permissions(String octal) {
        if (!octal.matches("0?[0-7]{3}")) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        for (char digit : octal.substring(octal.length() - 3).toCharArray()) {
            int bits = digit - '0';
            text.append((bits & 4) == 0 ? '-' : 'r')
                    .append((bits & 2) == 0 ? '-' : 'w')
                    .append((bits & 1) == 0 ? '-' : 'x');
        }
        return Optional.of(text.toString());
    }
}
