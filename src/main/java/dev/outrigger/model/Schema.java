package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All models of an application, with the enums and embedded types that their fields use.
///
/// @param models in the order of the document
/// @param generation decides which GraphQL a backend makes of it
/// @param text what is passed on as it is written
/// @param hash changes whenever the meaning of the schema changes; equal for equal documents
public record Schema(
        List<Model> models,
        List<EnumType> enums,
        List<EmbeddedType> embeddedTypes,
        Generation generation,
        SchemaText text,
        String hash) {
    /// A schema that was not read from a document.
    public Schema(
            List<Model> models,
            List<EnumType> enums,
            List<EmbeddedType> embeddedTypes,
            String hash) {
        this(models, enums, embeddedTypes, Generation.SECOND, SchemaText.NONE, hash);
    }

    public Schema {
        models = List.copyOf(models);
        enums = List.copyOf(enums);
        embeddedTypes = List.copyOf(embeddedTypes);
    }

    public Optional<Model> model(String name) {
        return Optional.ofNullable(found(name));
    }

    private @Nullable Model found(String name) {
        for (Model model : models) {
            if (model.name().equals(name)) {
                return model;
            }
        }
        return null;
    }

    /// The model of a name that is known to exist, such as a relation's target.
    ///
    /// @throws IllegalStateException when there is none: a bug, as readers check every name
    public Model required(String name) {
        Model model = found(name);
        if (model == null) {
            throw new IllegalStateException("no model is named " + name);
        }
        return model;
    }

    /// The embedded type that a field refers to.
    ///
    /// @throws IllegalStateException when there is none: a bug, as the schema reader checks
    public EmbeddedType embedded(String name) {
        return embeddedTypes.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no embedded type is named " + name));
    }

    /// The models with parents before children; models that belong to each other in a circle come
    /// in the order of the document.
    public List<Model> parentsFirst() {
        Map<String, Model> byName =
                models.stream().collect(Collectors.toMap(Model::name, Function.identity()));
        Set<Model> ordered = new LinkedHashSet<>();
        models.forEach(model -> addAfterParents(model, byName, ordered, new LinkedHashSet<>()));
        return new ArrayList<>(ordered);
    }

    private static void addAfterParents(
            Model model, Map<String, Model> byName, Set<Model> ordered, Set<Model> path) {
        if (ordered.contains(model) || !path.add(model)) {
            return;
        }
        for (Relation parent : model.parents()) {
            Model target = byName.get(parent.target());
            if (target != null) {
                addAfterParents(target, byName, ordered, path);
            }
        }
        ordered.add(model);
    }
}
