package dev.outrigger.config;

/// Every setting that this release acts on, by its path in the YAML file. A word in braces stands
/// for the name of a section, which is written in its place: `backend.models.Post.conflict`.
public enum Key {
    SCHEMA("schema"),
    DATABASE("database"),
    API_HOST("api.host"),
    API_PORT("api.port"),
    API_TOKEN("api.token", Form.SECRET),
    API_TOKENS_TOKEN("api.tokens.{Name}.token", Form.SECRET),
    API_TOKENS_SHA256("api.tokens.{Name}.sha256"),
    API_TOKENS_SCOPES("api.tokens.{Name}.scopes", Form.LIST),
    API_TOKENS_MODELS("api.tokens.{Name}.models", Form.LIST),
    API_TOKENS_EXPIRES("api.tokens.{Name}.expires"),
    API_OIDC_ISSUER("api.oidc.issuer"),
    API_OIDC_AUDIENCE("api.oidc.audience", Form.LIST),
    API_OIDC_JWKS("api.oidc.jwks"),
    API_OIDC_SCOPES_CLAIM("api.oidc.scopesClaim"),
    API_OIDC_SCOPE_PREFIX("api.oidc.scopePrefix"),
    API_OIDC_MODELS_CLAIM("api.oidc.modelsClaim"),
    API_SOCKET("api.socket"),
    API_SOCKET_MODE("api.socketMode"),
    API_ALLOWED_HOSTS("api.allowedHosts", Form.LIST),
    API_ALLOWED_ORIGINS("api.allowedOrigins", Form.LIST),
    API_BODY_LIMIT("api.bodyLimit"),
    API_LIMITS_HEADER_SIZE("api.limits.headerSize"),
    API_LIMITS_CONNECTIONS("api.limits.connections"),
    API_LIMITS_OBSERVATIONS("api.limits.observations"),
    API_LIMITS_FRAME_SIZE("api.limits.frameSize"),
    API_LIMITS_REQUESTS_PER_SECOND("api.limits.requestsPerSecond"),
    API_LIMITS_REQUEST_TIMEOUT("api.limits.requestTimeout"),
    API_LIMITS_IDLE_TIMEOUT("api.limits.idleTimeout"),
    API_LIMITS_KEEP_ALIVE("api.limits.keepAlive"),
    API_GRAPHQL_QUERY_DEPTH("api.graphql.queryDepth"),
    API_GRAPHQL_QUERY_FIELDS("api.graphql.queryFields"),
    API_GRAPHQL_QUERY_ITEMS("api.graphql.queryItems"),
    API_GRAPHQL_EXECUTION_TIMEOUT("api.graphql.executionTimeout"),
    API_TLS_CERT("api.tls.cert"),
    API_TLS_KEY("api.tls.key"),
    API_TLS_CLIENT_CA("api.tls.clientCa"),
    REPLICA_NAME("replica.name"),
    REPLICA_CHANGE_LOG_MAX_CHANGES("replica.changeLog.maxChanges"),
    REPLICA_CHANGE_LOG_MAX_AGE("replica.changeLog.maxAge"),
    REPLICA_USERS_LIMIT("replica.users.limit"),
    REPLICA_USERS_IDLE_AFTER("replica.users.idleAfter"),
    SEARCH_LANGUAGE("search.language"),
    SEARCH_FIELDS("search.fields.{Model}", Form.LIST),
    SQL_READER_ROLE("sql.reader.role"),
    SQL_READER_PASSWORD("sql.reader.password", Form.SECRET),
    SQL_READER_STATEMENT_TIMEOUT("sql.reader.statementTimeout"),
    SQL_READER_CONNECTIONS("sql.reader.connections"),
    REMOTE_ENDPOINT("remote.endpoint"),
    REMOTE_AMPLIFY("remote.amplify"),
    REMOTE_CA("remote.ca"),
    REMOTE_AUTH_MODE("remote.auth.mode"),
    REMOTE_AUTH_MODES("remote.auth.modes", Form.LIST),
    REMOTE_AUTH_MODELS_MODES("remote.auth.models.{Model}.modes", Form.LIST),
    REMOTE_AUTH_API_KEY("remote.auth.apiKey", Form.SECRET),
    REMOTE_AUTH_TOKEN("remote.auth.token", Form.SECRET),
    REMOTE_AUTH_OIDC_ISSUER("remote.auth.oidc.issuer"),
    REMOTE_AUTH_OIDC_TOKEN_ENDPOINT("remote.auth.oidc.tokenEndpoint"),
    REMOTE_AUTH_OIDC_CLIENT_ID("remote.auth.oidc.clientId"),
    REMOTE_AUTH_OIDC_CLIENT_SECRET("remote.auth.oidc.clientSecret", Form.SECRET),
    REMOTE_AUTH_OIDC_SCOPE("remote.auth.oidc.scope"),
    REMOTE_AUTH_OIDC_AUDIENCE("remote.auth.oidc.audience"),
    REMOTE_AUTH_COGNITO_REGION("remote.auth.cognito.region"),
    REMOTE_AUTH_COGNITO_ENDPOINT("remote.auth.cognito.endpoint"),
    REMOTE_AUTH_COGNITO_CLIENT_ID("remote.auth.cognito.clientId"),
    REMOTE_AUTH_COGNITO_CLIENT_SECRET("remote.auth.cognito.clientSecret", Form.SECRET),
    REMOTE_AUTH_COGNITO_REFRESH_TOKEN("remote.auth.cognito.refreshToken", Form.SECRET),
    REMOTE_AUTH_COGNITO_TOKEN("remote.auth.cognito.token"),
    REMOTE_AUTH_IAM_REGION("remote.auth.iam.region"),
    REMOTE_AUTH_IAM_ACCESS_KEY_ID("remote.auth.iam.accessKeyId"),
    REMOTE_AUTH_IAM_SECRET_ACCESS_KEY("remote.auth.iam.secretAccessKey", Form.SECRET),
    REMOTE_AUTH_IAM_SESSION_TOKEN("remote.auth.iam.sessionToken", Form.SECRET),
    REMOTE_AUTH_LAMBDA_TOKEN("remote.auth.lambda.token", Form.SECRET),
    REMOTE_LIMITS_SUBSCRIPTIONS_PER_CONNECTION("remote.limits.subscriptionsPerConnection"),
    SYNC_PAGE_SIZE("sync.pageSize"),
    SYNC_FULL_SYNC_INTERVAL("sync.fullSyncInterval"),
    SYNC_PULLS_AT_ONCE("sync.pullsAtOnce"),
    SYNC_LANES("sync.lanes"),
    SYNC_BATCH("sync.batch"),
    SYNC_MODELS_MODE("sync.models.{Model}.mode"),
    SYNC_MODELS_MAX_RECORDS("sync.models.{Model}.maxRecords"),
    SYNC_MODELS_POLL_INTERVAL("sync.models.{Model}.pollInterval"),
    SYNC_MODELS_FULL_SYNC_INTERVAL("sync.models.{Model}.fullSyncInterval"),
    SYNC_MODELS_CASCADE("sync.models.{Model}.cascade", Form.TREE),
    SYNC_CONFLICT_DEFAULT("sync.conflict.default"),
    SYNC_CONFLICT_REMOTE_DELETION("sync.conflict.remoteDeletion"),
    SYNC_CONFLICT_WEBHOOK_URL("sync.conflict.webhook.url"),
    SYNC_CONFLICT_WEBHOOK_SECRET("sync.conflict.webhook.secret", Form.SECRET),
    SYNC_CONFLICT_WEBHOOK_TIMEOUT("sync.conflict.webhook.timeout"),
    SYNC_CONFLICT_WEBHOOK_ATTEMPTS("sync.conflict.webhook.attempts"),
    SYNC_CONFLICT_MODELS_STRATEGY("sync.conflict.models.{Model}.strategy"),
    SYNC_CONFLICT_MODELS_REMOTE_DELETION("sync.conflict.models.{Model}.remoteDeletion"),
    SYNC_CONFLICT_MODELS_URL("sync.conflict.models.{Model}.url"),
    SYNC_CONFLICT_MODELS_SECRET("sync.conflict.models.{Model}.secret", Form.SECRET),
    SYNC_CONFLICT_MODELS_SETS("sync.conflict.models.{Model}.sets", Form.LIST),
    SYNC_CONFLICT_MODELS_LISTS("sync.conflict.models.{Model}.lists", Form.LIST),
    SYNC_CONFLICT_MODELS_COUNTERS("sync.conflict.models.{Model}.counters", Form.LIST),
    SYNC_REFUSED("sync.refused"),
    SYNC_MODELS_REFUSED("sync.models.{Model}.refused"),
    SYNC_EXPRESSIONS("sync.expressions.{Model}", Form.TREE),
    BACKEND_HOST("backend.host"),
    BACKEND_PORT("backend.port"),
    BACKEND_API_KEYS("backend.apiKeys", Form.SECRET_LIST),
    BACKEND_AUTH_DEFAULT("backend.auth.default"),
    BACKEND_AUTH_API_KEYS_KEY("backend.auth.apiKeys.{Name}.key", Form.SECRET),
    BACKEND_AUTH_API_KEYS_SHA256("backend.auth.apiKeys.{Name}.sha256"),
    BACKEND_AUTH_API_KEYS_EXPIRES("backend.auth.apiKeys.{Name}.expires"),
    BACKEND_AUTH_ISSUERS_KIND("backend.auth.issuers.{Name}.kind"),
    BACKEND_AUTH_ISSUERS_ISSUER("backend.auth.issuers.{Name}.issuer"),
    BACKEND_AUTH_ISSUERS_CLIENT_IDS("backend.auth.issuers.{Name}.clientIds", Form.LIST),
    BACKEND_AUTH_ISSUERS_JWKS("backend.auth.issuers.{Name}.jwks"),
    BACKEND_AUTH_ACCESS_KEYS_ID("backend.auth.accessKeys.{Name}.id"),
    BACKEND_AUTH_ACCESS_KEYS_SECRET("backend.auth.accessKeys.{Name}.secret", Form.SECRET),
    BACKEND_AUTH_ACCESS_KEYS_ROLE("backend.auth.accessKeys.{Name}.role"),
    BACKEND_AUTH_AUTHORIZER_URL("backend.auth.authorizer.url"),
    BACKEND_AUTH_AUTHORIZER_TTL("backend.auth.authorizer.ttl"),
    BACKEND_AUTH_AUTHORIZER_TIMEOUT("backend.auth.authorizer.timeout"),
    BACKEND_AUTH_AUTHORIZER_API_ID("backend.auth.authorizer.apiId"),
    BACKEND_AUTH_AUTHORIZER_ACCOUNT_ID("backend.auth.authorizer.accountId"),
    BACKEND_CONFLICT("backend.conflict"),
    BACKEND_CONFLICT_WEBHOOK_SECRET("backend.conflictWebhook.secret", Form.SECRET),
    BACKEND_CONFLICT_WEBHOOK_TIMEOUT("backend.conflictWebhook.timeout"),
    BACKEND_CONFLICT_WEBHOOK_ATTEMPTS("backend.conflictWebhook.attempts"),
    BACKEND_CONFLICT_WEBHOOK_MAX_CONFLICTS("backend.conflictWebhook.maxConflicts"),
    BACKEND_MODELS_CONFLICT("backend.models.{Model}.conflict"),
    BACKEND_MODELS_CONFLICT_SECRET("backend.models.{Model}.conflictSecret", Form.SECRET),
    BACKEND_MODELS_DELTA_TTL("backend.models.{Model}.deltaTtl"),
    BACKEND_MODELS_BASE_TTL("backend.models.{Model}.baseTtl"),
    BACKEND_DELTA_TTL("backend.deltaTtl"),
    BACKEND_BASE_TTL("backend.baseTtl"),
    BACKEND_TLS_CERT("backend.tls.cert"),
    BACKEND_TLS_KEY("backend.tls.key"),
    BACKEND_INTROSPECTION("backend.introspection"),
    BACKEND_DEVELOPMENT("backend.development"),
    BACKEND_LIMITS_BODY_SIZE("backend.limits.bodySize"),
    BACKEND_LIMITS_BODY_TIMEOUT("backend.limits.bodyTimeout"),
    BACKEND_LIMITS_HEADER_SIZE("backend.limits.headerSize"),
    BACKEND_LIMITS_REQUESTS_PER_SECOND("backend.limits.requestsPerSecond"),
    BACKEND_LIMITS_EXECUTION_TIMEOUT("backend.limits.executionTimeout"),
    BACKEND_LIMITS_QUERY_DEPTH("backend.limits.queryDepth"),
    BACKEND_LIMITS_QUERY_FIELDS("backend.limits.queryFields"),
    BACKEND_LIMITS_QUERY_ITEMS("backend.limits.queryItems"),
    BACKEND_LIMITS_CONNECTIONS("backend.limits.connections"),
    BACKEND_LIMITS_SUBSCRIPTIONS("backend.limits.subscriptions"),
    BACKEND_LIMITS_CONNECTION_DURATION("backend.limits.connectionDuration"),
    BACKEND_LIMITS_CONNECTION_TIMEOUT("backend.limits.connectionTimeout"),
    BACKEND_LIMITS_KEEP_ALIVE("backend.limits.keepAlive"),
    BACKEND_LIMITS_FRAME_SIZE("backend.limits.frameSize"),
    BACKEND_LIMITS_EVENT_SIZE("backend.limits.eventSize"),
    BACKEND_LIMITS_BACKLOG_SIZE("backend.limits.backlogSize"),
    BACKEND_LIMITS_WAITING_WRITES("backend.limits.waitingWrites"),
    LOG_FORMAT("log.format"),
    LOG_LEVEL("log.level");

    /// What follows the path of a secret in the key that names a file to read it from.
    static final String FILE_TWIN = "File";

    private enum Form {
        VALUE,
        LIST,
        TREE,
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

    /// The environment variable that sets it; a word in braces as it is in [#path].
    public String variable() {
        return pattern().variable();
    }

    boolean secret() {
        return form == Form.SECRET || form == Form.SECRET_LIST;
    }

    /// True when it takes any number of values.
    public boolean list() {
        return form == Form.LIST || form == Form.SECRET_LIST;
    }

    /// True when it takes a value of many levels, which is no section.
    boolean tree() {
        return form == Form.TREE;
    }

    KeyPattern pattern() {
        return new KeyPattern(path);
    }

    /// How the key is spelled that names a file with the secret.
    KeyPattern filePattern() {
        return new KeyPattern(path + FILE_TWIN);
    }

    /// The key in a section. One that belongs to no section is the same in every one.
    KeyPath in(String section) {
        return new KeyPath(this, pattern().named() ? section : "");
    }
}
