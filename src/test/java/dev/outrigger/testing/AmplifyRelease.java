package dev.outrigger.testing;

/// A release of `aws-amplify`, pinned in its folder of `src/test/node`.
public enum AmplifyRelease {
    CURRENT("current"),

    /// 6.3.0, from before the handshake moved into the sub-protocols: its key is in the query.
    BEFORE_AUGUST_2024("older");

    private final String folder;

    AmplifyRelease(String folder) {
        this.folder = folder;
    }

    String folder() {
        return folder;
    }
}
