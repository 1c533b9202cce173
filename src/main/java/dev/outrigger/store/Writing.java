package dev.outrigger.store;

import dev.outrigger.replica.Screen;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.edit.EditRules;

/// What all transactions of a replica have in common.
record Writing(
        ReplicaTables tables,
        EditRules rules,
        StoreLimits limits,
        RefusalPolicies refusalPolicies,
        Screen screen) {}
