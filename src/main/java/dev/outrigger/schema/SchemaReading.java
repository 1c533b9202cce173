package dev.outrigger.schema;

import dev.outrigger.model.Schema;

import java.util.List;

/// The outcome of reading a schema document.
public sealed interface SchemaReading {
    record Read(Schema schema) implements SchemaReading {}

    /// The document was not understood whole, so nothing of it is used.
    ///
    /// @param findings at least one, in the order of the document
    record Refused(List<SchemaFinding> findings) implements SchemaReading {
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
