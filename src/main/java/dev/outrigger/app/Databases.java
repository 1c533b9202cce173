package dev.outrigger.app;

import dev.outrigger.config.DatabaseAddress;
import dev.outrigger.config.Key;
import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.DatabaseFailure;
import dev.outrigger.postgres.DatabaseUnreachable;
import dev.outrigger.postgres.DatabaseUrl;
import dev.outrigger.postgres.DatabaseUrlInvalid;

import java.util.function.Supplier;

/// Opens databases, and tells what keeps one from being used.
final class Databases {
    private Databases() {}

    static Database open(DatabaseAddress address, Parts parts) {
        return using(
                () -> {
                    Database database =
                            Database.open(DatabaseUrl.parse(address.text(), System.getenv()));
                    parts.started("database", database);
                    return database;
                });
    }

    /// The result of work on a database; its failures become failures of the start.
    static <T> T using(Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseUrlInvalid invalid) {
            throw StartFailure.usage(
                    invalid.getMessage() + " (--database or " + Key.DATABASE.variable() + ")");
        } catch (DatabaseUnreachable unreachable) {
            throw StartFailure.unreachable(unreachable.getMessage());
        } catch (DatabaseFailure unusable) {
            throw StartFailure.usage(withCause(unusable));
        }
    }

    private static String withCause(DatabaseFailure failure) {
        String message = failure.getMessage();
        return failure.getCause() == null
                ? message
                : message + ": " + firstLine(String.valueOf(failure.getCause().getMessage()));
    }

    private static String firstLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("no reason given");
    }
}
