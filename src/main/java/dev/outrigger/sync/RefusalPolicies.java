package dev.outrigger.sync;

import java.util.Map;

/// Which [RefusalPolicy] each model has.
///
/// @param usual of every model that is not named
public record RefusalPolicies(RefusalPolicy usual, Map<String, RefusalPolicy> byModel) {
    private static final RefusalPolicies HOLDING =
            new RefusalPolicies(RefusalPolicy.HOLD, Map.of());

    public RefusalPolicies {
        byModel = Map.copyOf(byModel);
    }

    /// Every refusal waits for a decision.
    public static RefusalPolicies holding() {
        return HOLDING;
    }

    /// A client that gave a condition has decided already what shall happen when it is false. What
    /// the backend fails at was refused by nobody: it stays as it is until somebody decides.
    public RefusalPolicy of(String model, Rejection rejection) {
        return switch (rejection.cause()) {
            case CONDITION_FALSE, FOUNDATION_REFUSED -> RefusalPolicy.ROLLBACK;
            case FAULTS -> RefusalPolicy.HOLD;
            case BAD_RECORD, UNAUTHORIZED, CONFLICTS, UNKNOWN -> byModel.getOrDefault(model, usual);
        };
    }
}
