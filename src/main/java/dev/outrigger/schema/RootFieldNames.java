package dev.outrigger.schema;

import dev.outrigger.model.CustomOperation;
import dev.outrigger.model.Index;
import dev.outrigger.model.OperationNames;

import graphql.language.Node;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Finds root fields that would be called the same: `Person` and `People` are both listed by
/// `listPeople`.
final class RootFieldNames {
    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> found = new HashSet<>();
    private final Findings findings;

    private RootFieldNames(Findings findings) {
        this.findings = findings;
    }

    static void check(
            Collection<ModelDraft> models,
            List<CustomOperations.Placed> custom,
            Findings findings) {
        RootFieldNames names = new RootFieldNames(findings);
        models.forEach(names::addOperations);
        models.forEach(names::addIndexes);
        custom.forEach(names::addCustom);
    }

    private void addOperations(ModelDraft model) {
        OperationNames names = model.declared().operations();
        Owner owner = new Owner("the model " + model.name(), model.declared().definition());
        add(CustomOperation.Root.QUERY, names.get(), owner);
        add(CustomOperation.Root.QUERY, names.list(), owner);
        add(CustomOperation.Root.QUERY, names.sync(), owner);
        add(CustomOperation.Root.MUTATION, names.mutations().create(), owner);
        add(CustomOperation.Root.MUTATION, names.mutations().update(), owner);
        add(CustomOperation.Root.MUTATION, names.mutations().delete(), owner);
        OperationNames.Subscriptions subscriptions = names.subscriptions();
        for (List<String> kind :
                List.of(
                        subscriptions.onCreate(),
                        subscriptions.onUpdate(),
                        subscriptions.onDelete())) {
            kind.forEach(name -> add(CustomOperation.Root.SUBSCRIPTION, name, owner));
        }
    }

    private void addIndexes(ModelDraft model) {
        for (Index index : model.indexes()) {
            String words = "the index " + index.name() + " of " + model.name();
            add(
                    CustomOperation.Root.QUERY,
                    index.queryField(),
                    new Owner(words, model.declared().definition()));
        }
    }

    private void addCustom(CustomOperations.Placed placed) {
        CustomOperation operation = placed.operation();
        String words = "the field of type " + operation.root().typeName();
        add(operation.root(), operation.name(), new Owner(words, placed.place()));
    }

    private record Owner(String words, Node<?> place) {}

    private void add(CustomOperation.Root root, @Nullable String name, Owner owner) {
        if (name == null) {
            return;
        }
        String other = owners.putIfAbsent(root + " " + name, owner.words());
        // Two models of one plural share several names; one of them says it.
        if (other != null && found.add(other + " " + owner.words())) {
            String kind = root.typeName().toLowerCase(Locale.ROOT);
            findings.add(
                    owner.place(),
                    other
                            + " and "
                            + owner.words()
                            + " would both have the "
                            + kind
                            + " "
                            + name
                            + ": rename one, or name another queryField");
        }
    }
}
