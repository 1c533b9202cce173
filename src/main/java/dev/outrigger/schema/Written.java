package dev.outrigger.schema;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.NonNullType;
import graphql.language.SourceLocation;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.Value;

import java.util.List;

/// Makes parts of a document that stand for something which its author wrote at `place`, so that
/// findings about them lead there.
record Written(SourceLocation place) {
    FieldDefinition field(String name, Type<?> type, List<Directive> directives) {
        return FieldDefinition.newFieldDefinition()
                .name(name)
                .type(type)
                .directives(directives)
                .sourceLocation(place)
                .build();
    }

    Directive directive(String name, Argument... arguments) {
        return Directive.newDirective()
                .name(name)
                .arguments(List.of(arguments))
                .sourceLocation(place)
                .build();
    }

    Argument argument(String name, Value<?> value) {
        return Argument.newArgument().name(name).value(value).sourceLocation(place).build();
    }

    /// A list of names.
    Argument argument(String name, List<String> names) {
        ArrayValue.Builder list = ArrayValue.newArrayValue();
        names.forEach(each -> list.value(StringValue.of(each)));
        return argument(name, list.build());
    }

    /// A type that is never null.
    static Type<?> required(String type) {
        return NonNullType.newNonNullType(TypeName.newTypeName(type).build()).build();
    }
}
