package dev.outrigger.schema;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.NearestName;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Shape;

import java.util.List;

/// The fields of a model that rules of `@auth` compare callers with: those that hold owners, and
/// those that hold groups.
final class RuleFields {
    private final ModelFields model;
    private final Findings findings;

    RuleFields(ModelFields model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    /// The owners' fields that the type does not declare: the backend keeps one for each.
    List<Field> implied() {
        return model.rules()
                .all(model.values())
                .map(AuthRule::grantee)
                .distinct()
                .flatMap(grantee -> missing(grantee).stream())
                .distinct()
                .map(RuleFields::owner)
                .toList();
    }

    private List<String> missing(Grantee grantee) {
        return switch (grantee) {
            case Grantee.Owner(var field, _) when isAbsent(field) -> List.of(field);
            case Grantee.Owner(var field, _) -> {
                expectText(field, "ownerField");
                yield List.of();
            }
            case Grantee.DynamicGroups(var field, _) -> {
                expectText(field, "groupsField");
                yield List.of();
            }
            case Grantee.Public _, Grantee.Private _, Grantee.StaticGroups _, Grantee.Custom _ ->
                    List.of();
        };
    }

    private boolean isAbsent(String name) {
        return !model.values().containsKey(name) && !model.relations().containsKey(name);
    }

    private void expectText(String name, String member) {
        String called = member + " of @auth names " + model.name() + "." + name;
        Field field = model.values().get(name);
        if (field == null) {
            find(
                    called
                            + (model.relations().containsKey(name)
                                    ? ", which is a relation: name the field that holds its key"
                                    : ", which does not exist, so nobody could be in it: "
                                            + NearestName.hint(name, model.values().keySet())));
        } else if (!isText(field.type())) {
            find(called + ", which must hold a text or a list of them");
        }
    }

    private void find(String message) {
        findings.add(model.definition(), message);
    }

    private static boolean isText(FieldType type) {
        return switch (type) {
            case EnumType _ -> true;
            case EmbeddedReference _ -> false;
            case Scalar scalar -> isText(scalar);
        };
    }

    private static boolean isText(Scalar scalar) {
        return switch (scalar) {
            case ID, STRING, AWS_EMAIL, AWS_PHONE, AWS_URL, AWS_IP_ADDRESS -> true;
            case AWS_DATE, AWS_TIME, AWS_DATE_TIME -> true;
            case INT, FLOAT, BOOLEAN, AWS_TIMESTAMP, AWS_JSON -> false;
        };
    }

    private static Field owner(String name) {
        return new Field(
                name,
                Scalar.STRING,
                new Shape.Single(false),
                Field.Origin.IMPLICIT_OWNER,
                null,
                List.of());
    }
}
