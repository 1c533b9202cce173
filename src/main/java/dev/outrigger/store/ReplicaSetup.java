package dev.outrigger.store;

import dev.outrigger.model.Schema;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.replica.User;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.SyncPolicies;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/// Which replica to open, and how.
///
/// @param replica its name: letters, digits, `_` and `-`, at most 40 of them; that of a user's own
///     replica has the user's name behind a `~`
/// @param policies say which models clients may edit
/// @param clock says when edits were accepted; only people read it, nothing is decided by it
/// @param refusalPolicies what becomes of items whose mutation the backend refused for good
/// @param search the fields that are searched by their words
/// @param afterTurn runs what it is given when the thread that gives it is done with what it is
///     at: an event loop that takes several requests in one turn reads for all of them together
public record ReplicaSetup(
        String replica,
        Schema schema,
        StoreLimits limits,
        SyncPolicies policies,
        InstantSource clock,
        RefusalPolicies refusalPolicies,
        TextSearch.Of search,
        Executor afterTurn) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}(~[a-z2-7]{13})?");

    public ReplicaSetup {
        if (!NAME.matcher(replica).matches()) {
            throw new ReplicaUnusable(
                    "the replica name '" + replica + "' must be 1 to 40 of A-Z, a-z, 0-9, _ and -");
        }
    }

    /// With refusals that wait for a decision, nothing that is searched, and threads of which each
    /// request is a turn of its own.
    public ReplicaSetup(
            String replica,
            Schema schema,
            StoreLimits limits,
            SyncPolicies policies,
            InstantSource clock) {
        this(
                replica,
                schema,
                limits,
                policies,
                clock,
                RefusalPolicies.holding(),
                TextSearch.nowhere(),
                Runnable::run);
    }

    public ReplicaSetup with(StoreLimits others) {
        return new ReplicaSetup(
                replica, schema, others, policies, clock, refusalPolicies, search, afterTurn);
    }

    public ReplicaSetup with(RefusalPolicies refusals) {
        return new ReplicaSetup(
                replica, schema, limits, policies, clock, refusals, search, afterTurn);
    }

    public ReplicaSetup with(TextSearch.Of searched) {
        return new ReplicaSetup(
                replica, schema, limits, policies, clock, refusalPolicies, searched, afterTurn);
    }

    public ReplicaSetup with(Executor afterTurns) {
        return new ReplicaSetup(
                replica, schema, limits, policies, clock, refusalPolicies, search, afterTurns);
    }

    /// With the usual limits and the clock of this machine.
    public static ReplicaSetup of(String replica, Schema schema) {
        return of(replica, schema, SyncPolicies.usual());
    }

    /// As [#of(String, Schema)], where not all models are kept in step as usual.
    public static ReplicaSetup of(String replica, Schema schema, SyncPolicies policies) {
        return new ReplicaSetup(
                replica, schema, StoreLimits.usual(), policies, InstantSource.system());
    }

    /// The replica that a user has beside this one.
    public ReplicaSetup of(User user) {
        return new ReplicaSetup(
                replica + "~" + user.name(),
                schema,
                limits,
                policies,
                clock,
                refusalPolicies,
                search,
                afterTurn);
    }

    /// The PostgreSQL schema that holds the replica, unquoted.
    String databaseSchema() {
        return "replica_" + replica;
    }
}
