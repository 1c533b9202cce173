package dev.outrigger.schema;

import dev.outrigger.model.Index;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Finds queries that two models, or two indexes, would both give their name: `Person` and `People`
/// are both listed by `listPeople`.
final class QueryNames {
    private final Map<String, String> owners = new HashMap<>();
    private final Findings findings;

    private QueryNames(Findings findings) {
        this.findings = findings;
    }

    static void check(Collection<ModelDraft> models, Findings findings) {
        QueryNames names = new QueryNames(findings);
        models.forEach(names::addOperations);
        models.forEach(names::addIndexes);
    }

    private void addOperations(ModelDraft model) {
        String name = Names.upperFirst(model.name());
        String owner = "the model " + model.name();
        add(model, "get" + name, owner);
        add(model, "list" + Plural.of(name), owner);
    }

    private void addIndexes(ModelDraft model) {
        for (Index index : model.indexes()) {
            if (index.queryField() != null) {
                String owner = "the index " + index.name() + " of " + model.name();
                add(model, index.queryField(), owner);
            }
        }
    }

    private void add(ModelDraft model, String query, String owner) {
        String other = owners.putIfAbsent(query, owner);
        if (other != null) {
            findings.add(
                    model.declared().definition(),
                    other
                            + " and "
                            + owner
                            + " would both have the query "
                            + query
                            + ": rename one, or name another queryField");
        }
    }
}
