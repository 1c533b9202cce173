package dev.outrigger.backend.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the header `Authorization` of a signed request says: `AWS4-HMAC-SHA256
/// Credential=ID/20260302/eu-west-1/appsync/aws4_request, SignedHeaders=host;x-amz-date,
/// Signature=…`.
///
/// @param signedHeaders their names in the order of the signature
/// @param signature in hexadecimal digits
record SignatureHeader(String keyId, Scope scope, List<String> signedHeaders, String signature) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final int CREDENTIAL_PARTS = 5;

    /// What the key was derived for: a day, a region and a service.
    record Scope(String day, String region, String service, String end) {
        @Override
        public String toString() {
            return String.join("/", day, region, service, end);
        }
    }

    static boolean startsIn(String authorization) {
        return authorization.startsWith(ALGORITHM);
    }

    /// Empty when the text is not of this form.
    static Optional<SignatureHeader> read(String authorization) {
        if (!startsIn(authorization)) {
            return Optional.empty();
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : authorization.substring(ALGORITHM.length()).split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
        }
        List<String> credential = List.of(parts.getOrDefault("Credential", "").split("/"));
        List<String> headers = List.of(parts.getOrDefault("SignedHeaders", "").split(";"));
        String signature = parts.getOrDefault("Signature", "");
        if (credential.size() != CREDENTIAL_PARTS || signature.isEmpty()) {
            return Optional.empty();
        }
        var scope =
                new Scope(
                        credential.get(1), credential.get(2), credential.get(3), credential.get(4));
        return Optional.of(new SignatureHeader(credential.getFirst(), scope, headers, signature));
    }
}
