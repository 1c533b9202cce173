package dev.outrigger.codegen.client;

import dev.outrigger.model.Schema;

import java.util.List;
import java.util.Map;

/// A language that clients are written for.
public enum ClientLanguage {
    typescript {
        @Override
        public Map<String, String> files(Schema schema, List<String> problems) {
            return new TypeScriptClient(schema).files(problems);
        }
    },
    python {
        @Override
        public Map<String, String> files(Schema schema, List<String> problems) {
            return new PythonClient(schema).files(problems);
        }
    },
    java {
        @Override
        public Map<String, String> files(Schema schema, List<String> problems) {
            return new JavaClient(schema).files(problems);
        }
    };

    /// The texts of a client, by their paths.
    ///
    /// @param problems the last parts of the types of all problems that the sidecar tells
    public abstract Map<String, String> files(Schema schema, List<String> problems);
}
