package dev.outrigger.sync.push;

/// How much of something delivery dares at once, as the backend's answers have taught it: halved
/// when it was too much, raised step by step while it is not.
///
/// Halving looks at documents, not at answers. Those that were on their way together fail together
/// and tell the same thing, so only the first of them counts.
///
/// @param now what is dared, at least 1
/// @param most what is never exceeded
/// @param halvedAfter number of the newest document when it was last halved; what older documents
///     tell is known already
/// @param taken documents that the backend took since the last step
public record Degree(int now, int most, long halvedAfter, int taken) {
    static Degree full(int most) {
        return new Degree(most, most, 0, 0);
    }

    /// @param document that was too much
    /// @param newest number of the newest document
    Degree halved(long document, long newest) {
        return document <= halvedAfter ? this : new Degree(Math.max(1, now / 2), most, newest, 0);
    }

    /// One more after as many documents as there are now: each then had its turn on this degree.
    Degree tookOne() {
        return took(now, now + 1);
    }

    /// Doubled after so many documents.
    Degree tookOneOf(int documents) {
        return took(documents, now * 2);
    }

    private Degree took(int documents, int next) {
        if (now >= most) {
            return this;
        }
        return taken + 1 < documents
                ? new Degree(now, most, halvedAfter, taken + 1)
                : new Degree(Math.min(most, next), most, halvedAfter, 0);
    }
}
