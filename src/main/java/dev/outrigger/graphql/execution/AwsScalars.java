package dev.outrigger.graphql.execution;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.ValueReader;
import dev.outrigger.model.ValueReading;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/// AppSync's scalars as the executor needs them: on the wire each is a string, but AWSTimestamp is
/// a number, of 64 bits since `_lastChangedAt` holds milliseconds.
public final class AwsScalars {
    private AwsScalars() {}

    static List<GraphQLScalarType> all() {
        return Stream.of(Scalar.values())
                .filter(scalar -> scalar.typeName().startsWith("AWS"))
                .map(
                        scalar ->
                                GraphQLScalarType.newScalar()
                                        .name(scalar.typeName())
                                        .coercing(new WireForm(scalar))
                                        .build())
                .toList();
    }

    /// A value as it is on the wire.
    public static Object written(Scalar scalar, Object value) {
        return scalar == Scalar.AWS_JSON ? Json.write(value) : value;
    }

    private record WireForm(Scalar scalar) implements Coercing<Object, Object> {
        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return written(scalar, value);
        }

        @Override
        public @Nullable Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return normal(input, CoercingParseValueException::new);
        }

        @Override
        public @Nullable Object parseLiteral(
                Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            Object value =
                    switch (input) {
                        case StringValue text -> text.getValue();
                        case IntValue number -> number.getValue();
                        case Value<?> other -> other;
                    };
            return normal(value, CoercingParseLiteralException::new);
        }

        private @Nullable Object normal(Object input, Function<String, RuntimeException> refusal) {
            @Nullable Object decoded = scalar == Scalar.AWS_JSON ? decoded(input, refusal) : input;
            if (decoded == null) {
                return null;
            }
            return switch (ValueReader.scalar(scalar, decoded)) {
                case ValueReading.Normal(Object value) -> value;
                case ValueReading.Rejected(String reason) -> throw refusal.apply(described(reason));
            };
        }

        private @Nullable Object decoded(Object input, Function<String, RuntimeException> refusal) {
            if (!(input instanceof String text)) {
                throw refusal.apply(described("must be a string that holds JSON"));
            }
            try {
                return Json.read(text);
            } catch (MalformedJson malformed) {
                throw refusal.apply(
                        described("must be a string that holds JSON: " + malformed.getMessage()));
            }
        }

        private String described(String reason) {
            return "A value of type " + scalar.typeName() + " " + reason;
        }
    }
}
