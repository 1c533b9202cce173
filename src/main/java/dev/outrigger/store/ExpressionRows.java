package dev.outrigger.store;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.Model;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.ExpressionReader;
import dev.outrigger.sync.expression.ExpressionReading;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.telemetry.LogKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads and writes the table of sync expressions.
final class ExpressionRows {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExpressionRows.class);

    private final ReplicaTables tables;
    private final String table;
    private final ExpressionReader reader;

    ExpressionRows(ReplicaTables tables) {
        this.tables = tables;
        this.table = tables.own("_expression");
        this.reader = new ExpressionReader(tables.schema());
    }

    /// What clients chose.
    Expressions chosen(Connection connection) throws SQLException {
        return read(connection, "chosen");
    }

    /// What the items and checkpoints were made with.
    Expressions adopted(Connection connection) throws SQLException {
        return read(connection, "adopted");
    }

    void choose(Connection connection, String model, @Nullable Expression expression)
            throws SQLException {
        put(connection, "chosen", model, expression == null ? null : written(expression));
    }

    /// Replaces what was adopted, and forgets how far the models were pulled whose expression is
    /// another one.
    void adopt(Connection connection, Expressions before, Expressions after) throws SQLException {
        for (Model model : tables.schema().models()) {
            String name = model.name();
            Expression expression = after.of(name);
            if (expression.equals(before.of(name))) {
                continue;
            }
            boolean unlimited = expression instanceof Expression.Everything;
            put(connection, "adopted", name, unlimited ? null : written(expression));
            ModelRows.delete(connection, tables.own("_checkpoint"), List.of(name));
            ModelRows.delete(connection, tables.own("_page_checkpoint"), List.of(name));
        }
    }

    /// After a change of the schema: of what an expression left out, which means nothing any more,
    /// the replica has nothing, so that the model is pulled again as a whole.
    void forgetUnreadable(Connection connection) throws SQLException {
        List<String> unreadable = new ArrayList<>(texts(connection, "adopted").keySet());
        unreadable.removeAll(adopted(connection).byModel().keySet());
        for (String model : unreadable) {
            put(connection, "adopted", model, null);
        }
        new CheckpointRows(tables).forget(connection, unreadable);
    }

    private void put(Connection connection, String column, String model, @Nullable String text)
            throws SQLException {
        String upsert =
                "insert into %1$s (model, %2$s) values (?, ?::json)"
                        + " on conflict (model) do update set %2$s = excluded.%2$s";
        try (PreparedStatement statement =
                connection.prepareStatement(upsert.formatted(table, column))) {
            statement.setString(1, model);
            statement.setString(2, text);
            statement.executeUpdate();
        }
    }

    private Expressions read(Connection connection, String column) throws SQLException {
        Map<String, Expression> found = new LinkedHashMap<>();
        texts(connection, column)
                .forEach(
                        (model, text) ->
                                expression(model, text)
                                        .ifPresent(expression -> found.put(model, expression)));
        return new Expressions(found);
    }

    /// As they are stored, by model.
    private Map<String, String> texts(Connection connection, String column) throws SQLException {
        String text =
                "select model, %1$s from %2$s where %1$s is not null".formatted(column, table);
        Map<String, String> found = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(text)) {
            while (row.next()) {
                found.put(row.getString(1), row.getString(2));
            }
        }
        return found;
    }

    /// Nothing when the schema has changed so that the expression means nothing any more.
    private Optional<Expression> expression(String name, String text) {
        Optional<Model> model = tables.schema().model(name);
        if (model.isPresent()
                && reader.read(model.get(), decoded(text))
                        instanceof ExpressionReading.Valid(Expression expression)) {
            return Optional.of(expression);
        }
        LOGGER.atWarn()
                .addKeyValue(LogKey.MODEL, name)
                .log("a stored sync expression does not fit the schema and is left out");
        return Optional.empty();
    }

    private static String written(Expression expression) {
        return Json.write(expression.written());
    }

    private static @Nullable Object decoded(String text) {
        try {
            return Json.read(text);
        } catch (MalformedJson damaged) {
            throw new IllegalStateException("a stored sync expression is damaged", damaged);
        }
    }
}
