package outrigger.client;

import java.util.Map;

/** The sidecar did not do what it was asked. Programs decide by {@link #type()}. */
public final class OutriggerProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> members;

    OutriggerProblem(Map<String, Object> members) {
        super(String.valueOf(members.get("detail")));
        this.members = Map.copyOf(members);
    }

    public ProblemType type() {
        String type = String.valueOf(members.get("type"));
        return ProblemType.of(type.substring(type.lastIndexOf(':') + 1));
    }

    /** All members of the problem, such as path, model or retryAfterMs. */
    public Map<String, Object> members() {
        return members;
    }
}
