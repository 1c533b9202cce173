package dev.outrigger.backend.identity;

/// A key that requests may be signed with, as AWS's clients do for IAM.
///
/// @param id public; it names the key in a signature
/// @param role what whoever signs with it may do
public record AccessKey(String id, String secret, Caller.Role role) {
    public AccessKey {
        if (id.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("an access key needs an id and a secret");
        }
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
