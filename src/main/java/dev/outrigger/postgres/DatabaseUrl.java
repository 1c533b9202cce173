package dev.outrigger.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Which database to use, as it is written on the command line or in the configuration.
public sealed interface DatabaseUrl {
    String EMBEDDED = "embedded:";
    String JDBC = "jdbc:postgresql://";

    /// The bundled PostgreSQL with its data in `directory`; it starts and stops with this process.
    record Embedded(Path directory) implements DatabaseUrl {
        @Override
        public String toString() {
            return EMBEDDED + directory;
        }
    }

    /// A server that somebody else runs.
    ///
    /// @param authority one or more `host:port`, separated by commas, as pgjdbc reads them
    /// @param parameters pgjdbc's connection parameters, credentials among them
    record External(String authority, String database, Map<String, String> parameters)
            implements DatabaseUrl {
        public External {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }

        /// The complete URL **with user and password**, for a driver or for the person who asked.
        public String jdbcUrl() {
            return this
                    + parameters.entrySet().stream()
                            .map(
                                    parameter ->
                                            parameter.getKey()
                                                    + "="
                                                    + encoded(parameter.getValue()))
                            .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
        }

        /// The same server with one more parameter; a value that is already there stays.
        public External withDefault(String parameter, String value) {
            var extended = new LinkedHashMap<>(parameters);
            extended.putIfAbsent(parameter, value);
            return new External(authority, database, extended);
        }

        /// Another database of the same server, with the same credentials.
        public External withDatabase(String other) {
            return new External(authority, other, parameters);
        }

        /// Where the database is, without any parameter and so without credentials.
        @Override
        public String toString() {
            return JDBC + authority + "/" + encoded(database);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /// Reads `embedded:DIR` or `jdbc:postgresql://HOST:PORT/DATABASE?parameters`.
    ///
    /// @param environment where `PGUSER` and `PGPASSWORD` are looked up when the URL lacks them
    /// @throws DatabaseUrlInvalid when it is neither, without repeating what could be a password
    static DatabaseUrl parse(String text, Map<String, String> environment) {
        if (text.startsWith(EMBEDDED)) {
            return embedded(text.substring(EMBEDDED.length()));
        }
        if (text.startsWith(JDBC)) {
            return withCredentials(external(text.substring(JDBC.length())), environment);
        }
        int colon = text.indexOf(':');
        String met = colon < 0 ? "has no scheme" : "begins with " + text.substring(0, colon + 1);
        throw new DatabaseUrlInvalid(
                "the database must be embedded:DIR or jdbc:postgresql://HOST:PORT/DATABASE,"
                        + " but the given one "
                        + met);
    }

    private static DatabaseUrl embedded(String directory) {
        if (directory.isBlank()) {
            throw new DatabaseUrlInvalid("embedded: names no folder; write embedded:DIR");
        }
        try {
            return new Embedded(Path.of(directory));
        } catch (InvalidPathException invalid) {
            throw new DatabaseUrlInvalid(
                    "embedded: is followed by what cannot be a folder: " + invalid.getReason());
        }
    }

    private static External external(String rest) {
        int query = rest.indexOf('?');
        String place = query < 0 ? rest : rest.substring(0, query);
        int slash = place.indexOf('/');
        if (place.indexOf('@') >= 0) {
            throw new DatabaseUrlInvalid(
                    "a jdbc:postgresql URL takes no user before an @;"
                            + " write jdbc:postgresql://HOST:PORT/DATABASE?user=…&password=…");
        }
        if (slash <= 0 || slash == place.length() - 1) {
            throw new DatabaseUrlInvalid(
                    "the database URL needs a host and a database:"
                            + " jdbc:postgresql://HOST:PORT/DATABASE");
        }
        String authority = place.substring(0, slash);
        for (String host : authority.split(",", -1)) {
            requireHost(host);
        }
        return new External(
                authority,
                decoded(place.substring(slash + 1), "the database name"),
                query < 0 ? Map.of() : parameters(rest.substring(query + 1)));
    }

    private static void requireHost(String host) {
        // An IPv6 address is [::1] or [::1]:5432, so only a colon behind the bracket begins a port.
        int colon = host.indexOf(':', host.lastIndexOf(']') + 1);
        String port = colon < 0 ? "5432" : host.substring(colon + 1);
        boolean valid =
                port.matches("[0-9]{1,5}")
                        && Integer.parseInt(port) >= 1
                        && Integer.parseInt(port) <= 65535;
        if (!valid) {
            throw new DatabaseUrlInvalid(
                    "the database URL has the port '" + port + "'; a port is 1 to 65535");
        }
        if (host.isEmpty() || colon == 0) {
            throw new DatabaseUrlInvalid("the database URL has a port but no host before it");
        }
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (!name.isEmpty()) {
                parameters.put(name, decoded(value, "the parameter " + name));
            }
        }
        return parameters;
    }

    private static String decoded(String text, String part) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new DatabaseUrlInvalid(
                    part + " of the database URL has a % that no two hexadecimal digits follow");
        }
    }

    private static External withCredentials(External url, Map<String, String> environment) {
        External named =
                environment.containsKey("PGUSER")
                        ? url.withDefault("user", environment.get("PGUSER"))
                        : url;
        return environment.containsKey("PGPASSWORD")
                ? named.withDefault("password", environment.get("PGPASSWORD"))
                : named;
    }
}
