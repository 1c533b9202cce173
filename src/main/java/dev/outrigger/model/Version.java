package dev.outrigger.model;

/// The backend's counter of one item, `_version`: 1 on create, one more on every accepted write.
/// Only a backend makes new versions.
public record Version(long number) implements Comparable<Version> {
    public Version {
        if (number < 1) {
            throw new IllegalArgumentException("a version is at least 1, not " + number);
        }
    }

    @Override
    public int compareTo(Version other) {
        return Long.compare(number, other.number);
    }

    public boolean isNewerThan(Version other) {
        return number > other.number;
    }

    public Version next() {
        return new Version(number + 1);
    }
}
