package dev.outrigger.api.wire;

import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Reads texts such as `comments.author,blog`: names of relations, with dots between levels.
public final class InclusionReader {
    /// As a query parameter, and as a member of a query.
    public static final String NAME = "include";

    /// Each relation costs a statement.
    private static final int MOST_RELATIONS = 32;

    private final Schema schema;

    public InclusionReader(Schema schema) {
        this.schema = schema;
    }

    /// @param text null for nothing
    public Inclusion read(Model model, @Nullable String text) {
        if (text == null) {
            return Inclusion.NOTHING;
        }
        Inclusion inclusion = Inclusion.NOTHING;
        for (String path : text.split(",", -1)) {
            inclusion = with(inclusion, model, Arrays.asList(path.strip().split("\\.", -1)));
            if (inclusion.size() > MOST_RELATIONS) {
                throw RequestRefused.parameter(
                        NAME, "follows more than " + MOST_RELATIONS + " relations");
            }
        }
        return inclusion;
    }

    /// `path` is at most as long as the text that it is of, and each step is a relation.
    private Inclusion with(Inclusion inclusion, Model model, List<String> path) {
        if (path.size() > MOST_RELATIONS) {
            throw RequestRefused.parameter(
                    NAME, "follows more than " + MOST_RELATIONS + " relations");
        }
        if (path.isEmpty()) {
            return inclusion;
        }
        Relation relation =
                model.relation(path.getFirst()).orElseThrow(() -> unknown(model, path.getFirst()));
        Inclusion below = inclusion.relations().getOrDefault(relation, Inclusion.NOTHING);
        Model target = schema.required(relation.target());
        return inclusion.with(relation, with(below, target, path.subList(1, path.size())));
    }

    private static RequestRefused unknown(Model model, String name) {
        String known =
                model.relations().stream().map(Relation::name).collect(Collectors.joining(", "));
        return RequestRefused.parameter(
                NAME,
                "names \"%s\", which is no relation of %s; it has %s"
                        .formatted(name, model.name(), known.isEmpty() ? "none" : known));
    }
}
