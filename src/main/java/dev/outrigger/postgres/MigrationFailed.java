package dev.outrigger.postgres;

/// The tables of one PostgreSQL schema could not be brought to the version that this program needs.
public final class MigrationFailed extends DatabaseFailure {
    private static final long serialVersionUID = 1L;

    MigrationFailed(Migrations migrations, Exception cause) {
        super(
                "the migrations in "
                        + migrations.location()
                        + " cannot be applied to the schema "
                        + migrations.schema()
                        + ": "
                        + RootCause.of(cause),
                cause);
    }
}
