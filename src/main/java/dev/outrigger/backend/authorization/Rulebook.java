package dev.outrigger.backend.authorization;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The rules of a schema, ready to be asked.
///
/// A schema without any rule is one of before there were rules: it is open to whoever has an API
/// key or the usual credentials of the backend, and to nobody else but administrators. With one
/// rule anywhere, a model without rules is for administrators only.
public final class Rulebook {
    private static final ModelRights EVERYTHING = new EveryRight();

    private final Map<String, AccessMatrix> matrices = new LinkedHashMap<>();
    private final boolean open;
    private final Provider usual;

    /// For a backend of which API keys are the usual credentials.
    public Rulebook(Schema schema) {
        this(schema, Provider.API_KEY);
    }

    /// @param usual the credentials that open a schema without rules, beside API keys
    public Rulebook(Schema schema, Provider usual) {
        this.usual = usual;
        this.open = schema.models().stream().noneMatch(Rulebook::hasRules);
        schema.models().forEach(model -> matrices.put(model.name(), new AccessMatrix(model)));
    }

    private static boolean hasRules(Model model) {
        return !model.rules().isEmpty()
                || model.fields().stream().map(Field::rules).anyMatch(rules -> !rules.isEmpty())
                || model.relations().stream()
                        .map(Relation::rules)
                        .anyMatch(rules -> !rules.isEmpty());
    }

    /// True when the schema has no rules at all.
    public boolean open() {
        return open;
    }

    /// What `caller` may do with the items of a model.
    public ModelRights rights(Caller caller, Model model) {
        return switch (caller) {
            case Caller.Iam(_, Caller.Role role) when role == Caller.Role.ADMINISTRATOR ->
                    EVERYTHING;
            case Caller.ApiKeyHolder _ when open -> EVERYTHING;
            case Caller _ when open && caller.provider() == usual -> EVERYTHING;
            case Caller.ApiKeyHolder _, Caller.SignedIn _, Caller.Iam _, Caller.Custom _ ->
                    RightsByRules.of(matrix(model), caller);
        };
    }

    /// True when somebody may see items of the model and not this field of them.
    public boolean guards(Model model, String field) {
        return matrix(model).guarded(field);
    }

    /// True when what a relation leads to is not shown in answers to mutations and in events, since
    /// not everybody who gets those may see it.
    public boolean withholds(Model model, Relation relation) {
        AccessMatrix target = matrices.get(relation.target());
        return target != null && new Withholding(matrix(model), target).withholds(relation);
    }

    /// True when the field holds owners by several claims, of which only the last is shown.
    public boolean joinsClaims(Model model, String field) {
        return matrix(model).roles().stream()
                .anyMatch(
                        role ->
                                role.grantee() instanceof Grantee.Owner(String owner, String claim)
                                        && owner.equals(field)
                                        && claim.contains(Claims.SEPARATOR));
    }

    /// The fields by which items of the model have owners.
    public Set<String> ownerFields(Model model) {
        Set<String> fields = new LinkedHashSet<>();
        matrix(model).roles().stream()
                .map(Role::grantee)
                .filter(Grantee.Owner.class::isInstance)
                .map(Grantee.Owner.class::cast)
                .forEach(owner -> fields.add(owner.field()));
        return fields;
    }

    private AccessMatrix matrix(Model model) {
        AccessMatrix matrix = matrices.get(model.name());
        if (matrix == null) {
            throw new IllegalStateException("no rules are known of " + model.name());
        }
        return matrix;
    }
}
