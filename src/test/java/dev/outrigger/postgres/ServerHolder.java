package dev.outrigger.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The main class of a child JVM that holds an embedded server, so that a test can kill it. It
/// writes rows for ever and prints each number once it is committed; at its first input it
/// closes the server and ends.
final class ServerHolder {
    private ServerHolder() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        try (var server = EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]));
                var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement()) {
            System.out.println("READY");
            statement.execute("create table if not exists acknowledged (id int primary key)");
            for (int id = 0; System.in.available() == 0; id++) {
                statement.execute("insert into acknowledged values (" + id + ")");
                System.out.println(id);
            }
        } catch (EmbeddedPostgresUnusable unusable) {
            System.out.println("UNUSABLE " + unusable.getMessage());
        }
    }
}
