package dev.outrigger.sync;

import java.util.Arrays;
import java.util.Optional;

/// Which ways the items of a model travel between a replica and its backend.
public enum SyncMode {
    /// None: the items stay here.
    OFF("off"),
    /// From the backend only; clients cannot edit them.
    PULL("pull"),
    /// To the backend only; nothing is asked for.
    PUSH("push"),
    BOTH("both"),
    /// Both, where changes at the backend are asked for at intervals and not subscribed to.
    NO_SUBSCRIPTION("noSubscription");

    private final String word;

    SyncMode(String word) {
        this.word = word;
    }

    /// As it is configured and told.
    public String word() {
        return word;
    }

    public static Optional<SyncMode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }

    public boolean pulls() {
        return this == PULL || this == BOTH || this == NO_SUBSCRIPTION;
    }

    /// True when an item that exists is here, as far as its model's limits let it: the backend's
    /// are pulled, or there are none.
    public boolean holdsAll() {
        return this != PUSH;
    }

    /// True when changes are to be told as they happen.
    public boolean listens() {
        return this == PULL || this == BOTH;
    }

    /// True when what clients edit goes to the backend.
    public boolean sends() {
        return this == PUSH || this == BOTH || this == NO_SUBSCRIPTION;
    }

    /// True when clients may edit the items.
    public boolean editable() {
        return this != PULL;
    }
}
