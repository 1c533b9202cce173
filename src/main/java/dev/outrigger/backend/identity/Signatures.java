package dev.outrigger.backend.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Lets in whoever signed the request with one of the access keys, in version 4 of AWS's way. The
/// signature covers the body, so that nobody on the way can put in another one.
public final class Signatures implements Mode {
    /// How far a signature's time may be from ours, either way: what AWS allows. Within it, a
    /// request that was overheard can be repeated, so TLS is needed all the same.
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String DATE_HEADER = "x-amz-date";
    private static final String SERVICE = "appsync";
    private static final String SCOPE_END = "aws4_request";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Map<String, AccessKey> keys = new HashMap<>();
    private final InstantSource clock;

    public Signatures(List<AccessKey> keys, InstantSource clock) {
        keys.forEach(key -> this.keys.put(key.id(), key));
        this.clock = clock;
    }

    /// A signature that only has to be compared with the message.
    private record Claim(AccessKey key, SignatureHeader header, String date) {}

    /// What the headers alone tell.
    private sealed interface Look {
        record Open(Claim claim) implements Look {}

        record Decided(Identification.Reason reason) implements Look {}
    }

    @Override
    public boolean takes(RequestHeaders headers) {
        return headers.find(RequestHeaders.AUTHORIZATION)
                .filter(SignatureHeader::startsIn)
                .isPresent();
    }

    @Override
    public CompletionStage<Identification> identify(Attempt attempt) {
        return switch (look(attempt.headers())) {
            case Look.Decided(var reason) ->
                    CompletableFuture.completedFuture(Identification.refused(reason));
            case Look.Open(Claim claim) ->
                    attempt.message().get().thenApply(message -> compared(claim, attempt, message));
        };
    }

    private Look look(RequestHeaders headers) {
        Optional<SignatureHeader> header =
                headers.find(RequestHeaders.AUTHORIZATION).flatMap(SignatureHeader::read);
        String date = headers.find(DATE_HEADER).orElse("");
        Optional<Instant> time = time(date);
        if (header.isEmpty() || time.isEmpty() || !covers(header.get(), date)) {
            return new Look.Decided(Identification.Reason.MALFORMED);
        }
        if (Duration.between(time.get(), clock.instant()).abs().compareTo(WINDOW) > 0) {
            return new Look.Decided(Identification.Reason.UNTIMELY);
        }
        AccessKey key = keys.get(header.get().keyId());
        return key == null
                ? new Look.Decided(Identification.Reason.UNKNOWN_KEY)
                : new Look.Open(new Claim(key, header.get(), date));
    }

    /// True when the signature is for this service and day, and nobody could change where and when
    /// it was sent.
    private static boolean covers(SignatureHeader header, String date) {
        SignatureHeader.Scope scope = header.scope();
        return scope.service().equals(SERVICE)
                && scope.end().equals(SCOPE_END)
                && date.startsWith(scope.day() + "T")
                && header.signedHeaders().containsAll(List.of("host", DATE_HEADER));
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(DATE.parse(date, Instant::from));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Identification compared(Claim claim, Attempt attempt, Message message) {
        SignatureHeader header = claim.header();
        Optional<String> canonical =
                CanonicalRequest.of(message, attempt.headers(), header.signedHeaders());
        boolean genuine =
                canonical
                        .map(request -> signature(claim, request))
                        .filter(expected -> same(expected, header.signature()))
                        .isPresent();
        return genuine
                ? new Identification.Identified(
                        new Caller.Iam(claim.key().id(), claim.key().role()))
                : Identification.refused(Identification.Reason.FORGED);
    }

    private static String signature(Claim claim, String canonicalRequest) {
        SignatureHeader.Scope scope = claim.header().scope();
        byte[] request = canonicalRequest.getBytes(StandardCharsets.UTF_8);
        String signed =
                String.join(
                        "\n",
                        SignatureHeader.ALGORITHM,
                        claim.date(),
                        scope.toString(),
                        HexFormat.of().formatHex(Digests.sha256(request)));
        byte[] key = ("AWS4" + claim.key().secret()).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(scope.day(), scope.region(), scope.service(), scope.end())) {
            key = Digests.hmacSha256(key, part);
        }
        return HexFormat.of().formatHex(Digests.hmacSha256(key, signed));
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
