package dev.outrigger.telemetry;

/// The keys of log lines. Values never hold fields of items, tokens or documents.
public final class LogKey {
    public static final String DEVICE = "device";
    public static final String REPLICA = "replica";
    public static final String CHANGE = "change";
    public static final String MODEL = "model";
    public static final String ITEM_ID = "itemId";
    public static final String VERSION = "version";
    public static final String MUTATION_ID = "mutationId";
    public static final String PHASE = "phase";
    public static final String FROM = "from";
    public static final String TO = "to";
    public static final String EVENT = "event";
    public static final String ATTEMPT = "attempt";
    public static final String DELAY_MS = "delayMs";
    public static final String PAGE_ITEMS = "pageItems";
    public static final String OUTBOX_COUNT = "outboxCount";
    public static final String ERROR_TYPE = "errorType";
    public static final String ERROR = "error";
    public static final String REQUEST_ID = "requestId";
    public static final String INDEX = "index";
    public static final String LIMIT = "limit";
    public static final String LIMIT_MS = "limitMs";
    public static final String URL = "url";
    public static final String PATH = "path";
    public static final String DIRECTORY = "directory";
    public static final String EXIT_CODE = "exitCode";
    public static final String OPERATIONS = "operations";
    public static final String PROCESS = "process";
    public static final String PORT = "port";
    public static final String ISSUER = "issuer";
    public static final String WRITER = "writer";
    public static final String PART = "part";
    public static final String USER = "user";
    public static final String STRATEGY = "strategy";
    public static final String DECISION = "decision";

    private LogKey() {}
}
