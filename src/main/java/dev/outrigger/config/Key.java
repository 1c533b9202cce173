package dev.outrigger.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Every setting that this release acts on, by its path in the YAML file.
public enum Key {
    SCHEMA("schema"),
    DATABASE("database"),
    API_HOST("api.host"),
    API_PORT("api.port"),
    API_TOKEN("api.token", Form.SECRET),
    API_ALLOWED_HOSTS("api.allowedHosts", Form.LIST),
    API_BODY_LIMIT("api.bodyLimit"),
    API_TLS_CERT("api.tls.cert"),
    API_TLS_KEY("api.tls.key"),
    REPLICA_NAME("replica.name"),
    REMOTE_ENDPOINT("remote.endpoint"),
    REMOTE_CA("remote.ca"),
    REMOTE_AUTH_MODE("remote.auth.mode"),
    REMOTE_AUTH_API_KEY("remote.auth.apiKey", Form.SECRET),
    SYNC_PAGE_SIZE("sync.pageSize"),
    SYNC_FULL_SYNC_INTERVAL("sync.fullSyncInterval"),
    BACKEND_HOST("backend.host"),
    BACKEND_PORT("backend.port"),
    BACKEND_API_KEYS("backend.apiKeys", Form.SECRET_LIST),
    BACKEND_CONFLICT("backend.conflict"),
    BACKEND_DELTA_TTL("backend.deltaTtl"),
    BACKEND_BASE_TTL("backend.baseTtl"),
    BACKEND_TLS_CERT("backend.tls.cert"),
    BACKEND_TLS_KEY("backend.tls.key"),
    LOG_FORMAT("log.format"),
    LOG_LEVEL("log.level");

    /// What follows the path of a secret in the key that names a file to read it from.
    static final String FILE_TWIN = "File";

    private static final String ENVIRONMENT_PREFIX = "OUTRIGGER_";

    private enum Form {
        VALUE,
        LIST,
        SECRET,
        SECRET_LIST
    }

    private final String path;
    private final Form form;

    Key(String path) {
        this(path, Form.VALUE);
    }

    Key(String path, Form form) {
        this.path = path;
        this.form = form;
    }

    public String path() {
        return path;
    }

    /// The environment variable that sets it.
    public String variable() {
        return variable(path);
    }

    boolean secret() {
        return form == Form.SECRET || form == Form.SECRET_LIST;
    }

    /// True when it takes any number of values.
    public boolean list() {
        return form == Form.LIST || form == Form.SECRET_LIST;
    }

    /// The path of the key that names a file with the secret.
    String filePath() {
        return path + FILE_TWIN;
    }

    String fileVariable() {
        return variable(filePath());
    }

    /// Every path that a YAML file may use: those of the keys and of the secrets' file twins.
    static List<String> paths() {
        return Arrays.stream(values()).flatMap(key -> key.ownPaths().stream()).toList();
    }

    /// The keys directly or deeper in a section, such as `api`; empty when it is not a section.
    static List<String> pathsIn(String section) {
        return paths().stream().filter(path -> path.startsWith(section + ".")).toList();
    }

    static boolean knows(String path) {
        return paths().contains(path);
    }

    static boolean knowsVariable(String name) {
        return paths().stream().anyMatch(path -> variable(path).equals(name));
    }

    /// The variable of ours that is spelled most like `name`, or empty when it is nobody's of ours.
    static Optional<String> nearestVariable(String name) {
        return name.startsWith(ENVIRONMENT_PREFIX)
                ? Optional.of(Spelling.nearest(name, paths().stream().map(Key::variable).toList()))
                : Optional.empty();
    }

    private List<String> ownPaths() {
        return secret() ? List.of(path, filePath()) : List.of(path);
    }

    private static String variable(String path) {
        return ENVIRONMENT_PREFIX + path.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
