package dev.outrigger.postgres;

/// Settings of connections whose every statement looks rows up by an index. The planner cannot know
/// that when it plans for a table that was empty a moment ago, and the plan outlives that moment;
/// and it would plan anew for each array of keys, which takes longer than looking them up.
public final class IndexPlans {
    public static final String SETTINGS =
            "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;"
                    + " set random_page_cost = 1; set plan_cache_mode = force_generic_plan;"
                    + " set jit = off";

    private IndexPlans() {}
}
