package dev.outrigger.store;

import dev.outrigger.json.Json;
import dev.outrigger.json.Members;
import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.SqlName;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

/// The secret that has taken the place of a configured one, which its issuer rotates. It is kept in
/// the default replica's tables, for the users of all replicas, and counts for as long as the same
/// secret is configured.
///
/// Its methods block.
public final class Successor {
    private final DataSource source;
    private final String settings;
    private final String name;
    private final String configured;

    /// @param shared the replica that is served while nobody is signed in
    /// @param name what the secret is for, unlike any other setting's
    /// @param configured by its digest only is it stored
    public Successor(Database database, ReplicaSetup shared, String name, String configured) {
        this.source = database.unpooled("secrets " + shared.replica());
        this.settings = SqlName.quoted(shared.databaseSchema()) + "._setting";
        this.name = name;
        this.configured = digest(configured);
    }

    /// Empty when the configured secret is still the one to use.
    ///
    /// @throws SQLException when the database cannot be asked
    public Optional<String> find() throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "select value from " + settings + " where name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? successor(Json.readObject(row.getString(1))) : Optional.empty();
            }
        }
    }

    private Optional<String> successor(Map<String, @Nullable Object> stored) {
        return configured.equals(stored.get("of")) && stored.get("secret") instanceof String secret
                ? Optional.of(secret)
                : Optional.empty();
    }

    /// @throws SQLException when it may not have been kept
    public void keep(String secret) throws SQLException {
        String text =
                "insert into %s values (?, ?::json)".formatted(settings)
                        + " on conflict (name) do update set value = excluded.value";
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setString(1, name);
            statement.setString(
                    2, Json.write(Members.of("of", configured).and("secret", secret).json()));
            statement.executeUpdate();
        }
    }

    private static String digest(String secret) {
        try {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
