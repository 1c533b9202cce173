package dev.outrigger.sync;

import java.util.Arrays;
import java.util.Optional;

/// What becomes of the items on the other side of a has-one or has-many relation when an item is
/// deleted.
public enum Cascade {
    /// They are deleted with it, here and at the backend.
    REMOTE("remote"),
    /// They are deleted with it here only: the backend does the same of its own accord.
    LOCAL("local"),
    /// It is not deleted while there are any.
    RESTRICT("restrict"),
    /// They stay.
    NONE("none");

    private final String word;

    Cascade(String word) {
        this.word = word;
    }

    /// As it is configured and asked for.
    public String word() {
        return word;
    }

    /// True when they go with it.
    public boolean takesAlong() {
        return switch (this) {
            case REMOTE, LOCAL -> true;
            case RESTRICT, NONE -> false;
        };
    }

    public static Optional<Cascade> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
