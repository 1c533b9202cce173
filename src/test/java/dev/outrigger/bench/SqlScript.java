package dev.outrigger.bench;

import java.util.ArrayList;
import java.util.List;

/// Statements that a client without us would send, over and over; several make one transaction.
///
/// @param keys `:key` in a statement is a random number from 1 up to this one, the same in all
///     statements of one turn
record SqlScript(long keys, List<String> statements) {
    static final String KEY = ":key";

    boolean transaction() {
        return statements.size() > 1;
    }

    /// As pgbench reads it.
    String pgbench() {
        List<String> lines = new ArrayList<>();
        lines.add("\\set key random(1, " + keys + ")");
        if (transaction()) {
            lines.add("begin;");
        }
        statements.forEach(statement -> lines.add(statement + ";"));
        if (transaction()) {
            lines.add("commit;");
        }
        return String.join("\n", lines) + "\n";
    }
}
