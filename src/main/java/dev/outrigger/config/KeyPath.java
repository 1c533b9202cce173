package dev.outrigger.config;

/// Where one key is written: a key, and the section that it is in.
///
/// @param section the name that the key's pattern leaves open; empty when it leaves none open
record KeyPath(Key key, String section) {
    String path() {
        return key.pattern().in(section);
    }

    String variable() {
        return key.pattern().variable(section);
    }

    /// The path of the key that names a file with the secret.
    String filePath() {
        return key.filePattern().in(section);
    }

    String fileVariable() {
        return key.filePattern().variable(section);
    }
}
