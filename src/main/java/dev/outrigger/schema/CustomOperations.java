package dev.outrigger.schema;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.CustomInput;
import dev.outrigger.model.CustomOperation;
import dev.outrigger.model.Generation;
import dev.outrigger.model.NearestName;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Slot;

import graphql.language.AstPrinter;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.Node;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the root fields that a schema declares itself, in `type Query` and its like, and the input
/// types that they take. They are passed on as they are written, without what Amplify takes out.
final class CustomOperations {
    /// What says how a field is answered, which no schema of AppSync shows.
    private static final Set<String> RESOLVING = Set.of("function", "http", "predictions");

    private static final List<String> PASSED_ON =
            List.of(
                    "aws_subscribe",
                    "aws_api_key",
                    "aws_iam",
                    "aws_oidc",
                    "aws_cognito_user_pools",
                    "aws_lambda",
                    "deprecated");

    private final DocumentTypes types;
    private final AuthReader auth;
    private final Findings findings;

    CustomOperations(DocumentTypes types, Generation generation, Findings findings) {
        this.types = types;
        this.auth = new AuthReader(generation, findings);
        this.findings = findings;
    }

    /// An operation with its place in the document.
    record Placed(CustomOperation operation, Node<?> place) {}

    List<Placed> operations() {
        List<Placed> operations = new ArrayList<>();
        for (CustomOperation.Root root : CustomOperation.Root.values()) {
            ObjectTypeDefinition type = types.roots().get(root.typeName());
            if (type != null) {
                type.getFieldDefinitions()
                        .forEach(
                                field -> operations.add(new Placed(operation(root, field), field)));
            }
        }
        return operations;
    }

    /// The input types that they take.
    List<CustomInput> inputs() {
        for (InputObjectTypeDefinition input : types.inputs().values()) {
            Set<String> names = new HashSet<>();
            for (InputValueDefinition member : input.getInputValueDefinitions()) {
                String called = input.getName() + "." + member.getName();
                if (!names.add(member.getName())) {
                    findings.add(member, called + " is defined twice");
                }
                expectInput(member, called);
            }
        }
        return types.inputs().values().stream()
                .map(
                        input ->
                                new CustomInput(
                                        input.getName(),
                                        slots(input.getInputValueDefinitions(), input.getName()),
                                        AstPrinter.printAst(input)))
                .toList();
    }

    private CustomOperation operation(CustomOperation.Root root, FieldDefinition field) {
        String called = root.typeName() + "." + field.getName();
        expectOutput(field, called);
        field.getInputValueDefinitions()
                .forEach(argument -> expectInput(argument, called + "." + argument.getName()));
        List<String> directives = new ArrayList<>();
        for (Directive directive : field.getDirectives()) {
            if (PASSED_ON.contains(directive.getName())) {
                directives.add(AstPrinter.printAst(directive));
            } else if (!RESOLVING.contains(directive.getName())
                    && !directive.getName().equals(KnownDirective.AUTH.word())) {
                findings.add(directive, unknown(directive, called));
            }
        }
        List<AuthRule> rules = auth.read(field, AuthReader.Place.FIELD_ELSEWHERE, called);
        FieldDefinition bare =
                field.transform(
                        builder ->
                                builder.directives(List.of())
                                        .description(null)
                                        .comments(List.of()));
        return new CustomOperation(
                root,
                slot(field.getName(), field.getType(), called),
                slots(field.getInputValueDefinitions(), called),
                AstPrinter.printAst(bare),
                directives,
                rules);
    }

    private List<Slot> slots(List<InputValueDefinition> values, String called) {
        return values.stream()
                .map(
                        value ->
                                slot(
                                        value.getName(),
                                        value.getType(),
                                        called + "." + value.getName()))
                .toList();
    }

    private Slot slot(String name, Type<?> type, String called) {
        TypeUse use = TypeUse.of(type, called, findings);
        return new Slot(name, use.typeName(), use.shape());
    }

    private static String unknown(Directive directive, String called) {
        List<String> known =
                Stream.concat(
                                RESOLVING.stream().sorted(),
                                Stream.concat(Stream.of("auth"), PASSED_ON.stream()))
                        .toList();
        return "@"
                + directive.getName()
                + " on "
                + called
                + " is not supported: "
                + NearestName.hint(directive.getName(), known);
    }

    private void expectOutput(FieldDefinition field, String called) {
        String type = TypeUse.nameOf(field.getType());
        expect(field.getType(), called, types.names(), type);
    }

    private void expectInput(InputValueDefinition value, String called) {
        List<String> known = new ArrayList<>(types.enums().keySet());
        known.addAll(types.inputs().keySet());
        expect(value.getType(), called, known, TypeUse.nameOf(value.getType()));
    }

    private void expect(Node<?> place, String called, List<String> types, String type) {
        List<String> known = new ArrayList<>(types);
        Arrays.stream(Scalar.values()).map(Scalar::typeName).forEach(known::add);
        if (!known.contains(type)) {
            findings.add(
                    place,
                    called
                            + " has the unknown type "
                            + type
                            + ": "
                            + NearestName.hint(type, known));
        }
    }
}
