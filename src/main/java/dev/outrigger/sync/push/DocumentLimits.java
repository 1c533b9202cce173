package dev.outrigger.sync.push;

/// What one GraphQL document may carry.
///
/// @param mutations in one document; 1 sends each by itself
/// @param characters of the values in one document, roughly; a mutation that alone has more goes
///     alone. Backends bound the size of a request, AppSync at 1 MB
public record DocumentLimits(int mutations, int characters) {
    public DocumentLimits {
        if (mutations < 1 || characters < 1) {
            throw new IllegalArgumentException("a document has at least 1 mutation and character");
        }
    }

    public static DocumentLimits of(int mutations) {
        return new DocumentLimits(mutations, 256 * 1024);
    }
}
