package dev.outrigger.config;

/// Which database to use, as it was written; it may hold a password.
public record DatabaseAddress(String text) {
    @Override
    public String toString() {
        return "(database)";
    }
}
