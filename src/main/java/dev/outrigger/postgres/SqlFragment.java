package dev.outrigger.postgres;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// A part of a statement with the values of its parameters, in the order of the text.
///
/// @param text parameters are written as [SqlType#parameter] and [SqlType#arrayParameter] say
public record SqlFragment(String text, List<Parameter> parameters) {
    public SqlFragment {
        parameters = List.copyOf(parameters);
    }

    /// A parameter's value.
    public sealed interface Parameter {
        record One(SqlType type, @Nullable Object value) implements Parameter {}

        /// One array.
        record Many(SqlType type, List<? extends @Nullable Object> values) implements Parameter {}
    }

    /// Binds every parameter.
    ///
    /// @param first index of the first one
    /// @return the index after the last one
    public int bind(PreparedStatement statement, int first) throws SQLException {
        int index = first;
        for (Parameter parameter : parameters) {
            switch (parameter) {
                case Parameter.One one -> one.type().bind(statement, index++, one.value());
                case Parameter.Many many -> many.type().bindAll(statement, index++, many.values());
            }
        }
        return index;
    }
}
