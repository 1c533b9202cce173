package dev.outrigger.postgres;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.function.IntFunction;

/// The column types in use, with the Java type that their values have.
public enum SqlType {
    /// `String`; compares by code point, which is the order of UTF-8 bytes.
    TEXT("text", "text collate \"C\"", "text", String[]::new),
    /// `Integer`.
    INTEGER("integer", "int4", Integer[]::new),
    /// `Long`.
    BIGINT("bigint", "int8", Long[]::new),
    /// `Double`.
    DOUBLE("double precision", "float8", Double[]::new),
    /// `Boolean`.
    BOOLEAN("boolean", "bool", Boolean[]::new),
    /// JSON in decoded form; keys lose their order, and `1.0E2` comes back as `100`.
    JSONB("jsonb", "text", String[]::new),
    /// JSON in decoded form, kept to the letter.
    JSON("json", "text", String[]::new);

    private final String sqlName;
    private final String definition;
    private final String elementName;
    private final IntFunction<Object[]> arrays;

    SqlType(String sqlName, String elementName, IntFunction<Object[]> arrays) {
        this(sqlName, sqlName, elementName, arrays);
    }

    SqlType(String sqlName, String definition, String elementName, IntFunction<Object[]> arrays) {
        this.sqlName = sqlName;
        this.definition = definition;
        this.elementName = elementName;
        this.arrays = arrays;
    }

    /// The type of a field's column.
    public static SqlType of(Field field) {
        if (field.isList()) {
            return JSONB;
        }
        return switch (field.type()) {
            case EnumType _ -> TEXT;
            case EmbeddedReference _ -> JSONB;
            case Scalar scalar -> of(scalar);
        };
    }

    private static SqlType of(Scalar scalar) {
        return switch (scalar) {
            case INT -> INTEGER;
            case FLOAT -> DOUBLE;
            case BOOLEAN -> BOOLEAN;
            case AWS_TIMESTAMP -> BIGINT;
            case AWS_JSON -> JSONB;
            case ID, STRING, AWS_DATE, AWS_TIME, AWS_DATE_TIME -> TEXT;
            case AWS_EMAIL, AWS_URL, AWS_PHONE, AWS_IP_ADDRESS -> TEXT;
        };
    }

    /// The type's name, as PostgreSQL's catalogue says it.
    public String sqlName() {
        return sqlName;
    }

    /// A parameter for one value, as SQL writes it; see [#bind].
    public String parameter() {
        return "?::" + sqlName;
    }

    /// A parameter for an array of values, as SQL writes it; see [#bindAll]. JSON travels as text,
    /// which the driver sends without escaping every quote.
    public String arrayParameter() {
        return isJson() ? storedArrayParameter() + "::" + sqlName + "[]" : storedArrayParameter();
    }

    /// The same as it travels; its elements become values of this type by [#ofStored].
    String storedArrayParameter() {
        return "?::" + (isJson() ? "text" : sqlName) + "[]";
    }

    /// What SQL writes after an element of [#storedArrayParameter].
    String ofStored() {
        return isJson() ? "::" + sqlName : "";
    }

    /// The type in a column definition, with its collation.
    String definition() {
        return definition;
    }

    /// What is bound to one parameter, in the form in which it travels.
    public interface Argument {
        void bind(PreparedStatement statement, int index) throws SQLException;
    }

    /// One value, for a parameter that is written as [#parameter] says.
    public Argument argument(@Nullable Object value) {
        Object stored = stored(value);
        return (statement, index) -> statement.setObject(index, stored, Types.OTHER);
    }

    /// Many values, for one parameter that is written as [#arrayParameter] says.
    public Argument arrayArgument(List<? extends @Nullable Object> values) {
        Object[] elements = arrays.apply(values.size());
        for (int place = 0; place < elements.length; place++) {
            elements[place] = stored(values.get(place));
        }
        return (statement, index) ->
                statement.setArray(
                        index, statement.getConnection().createArrayOf(elementName, elements));
    }

    /// Binds one value to a parameter that is written as [#parameter] says.
    public void bind(PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        argument(value).bind(statement, index);
    }

    /// Binds many values to one parameter that is written as [#arrayParameter] says.
    public void bindAll(
            PreparedStatement statement, int index, List<? extends @Nullable Object> values)
            throws SQLException {
        arrayArgument(values).bind(statement, index);
    }

    /// The value in a column of this type.
    public @Nullable Object read(ResultSet row, int index) throws SQLException {
        return switch (this) {
            case TEXT -> row.getString(index);
            case INTEGER -> {
                int value = row.getInt(index);
                yield row.wasNull() ? null : (Object) value;
            }
            case BIGINT -> {
                long value = row.getLong(index);
                yield row.wasNull() ? null : (Object) value;
            }
            case DOUBLE -> {
                double value = row.getDouble(index);
                yield row.wasNull() ? null : (Object) value;
            }
            case BOOLEAN -> {
                boolean value = row.getBoolean(index);
                yield row.wasNull() ? null : (Object) value;
            }
            case JSONB, JSON -> decoded(row.getString(index));
        };
    }

    private @Nullable Object stored(@Nullable Object value) {
        return isJson() && value != null ? Json.write(value) : value;
    }

    boolean isJson() {
        return this == JSONB || this == JSON;
    }

    private static @Nullable Object decoded(@Nullable String text) {
        try {
            return text == null ? null : Json.read(text);
        } catch (MalformedJson damaged) {
            throw new IllegalStateException("a stored JSON value is damaged", damaged);
        }
    }
}
