package dev.outrigger.api.problem;

import dev.outrigger.sync.edit.Refusal;

/// Ends the reading of one request with its problem. It never leaves the adapter: the place that
/// answers requests turns it into the answer.
///
/// A request is read in many small steps, any of which may refuse it; unwinding them by hand would
/// hide what they read. It carries no stack trace, as it is not a failure of ours.
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public RequestRefused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public static RequestRefused because(RequestProblem problem) {
        return new RequestRefused(Problems.of(problem));
    }

    public static RequestRefused because(Refusal refusal) {
        return new RequestRefused(Problems.of(refusal));
    }

    /// One query parameter, or a member of the same name, cannot be used.
    public static RequestRefused parameter(String name, String reason) {
        return because(new InputProblem.ParameterInvalid(name, reason));
    }

    public Problem problem() {
        return problem;
    }
}
