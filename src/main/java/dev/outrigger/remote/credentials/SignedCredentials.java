package dev.outrigger.remote.credentials;

import dev.outrigger.model.AuthRule.Provider;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Signs each request for AWS's IAM, in version 4 of its way, with keys that may change: those of a
/// machine's role do so every few hours.
public final class SignedCredentials implements Credentials {
    private static final String SERVICE = "appsync";

    /// What Amplify's clients sign beside the host and the date; the realtime channel wants these.
    private static final Map<String, String> SIGNED_HEADERS =
            Map.of(
                    "accept", "application/json, text/javascript",
                    "content-encoding", "amz-1.0",
                    "content-type", "application/json; charset=UTF-8");

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Vertx vertx;
    private final AwsCredentialsProvider keys;
    private final Scope scope;

    /// @param region of the API
    /// @param clock local; AWS accepts signatures that are five minutes off
    public record Scope(String region, InstantSource clock) {}

    /// @param keys may take its time, and is not asked on an event loop
    public SignedCredentials(Vertx vertx, AwsCredentialsProvider keys, Scope scope) {
        this.vertx = vertx;
        this.keys = keys;
        this.scope = scope;
    }

    @Override
    public Future<Shown> show(Posting posting) {
        return vertx.<Shown>executeBlocking(() -> signed(posting), false);
    }

    private Shown signed(Posting posting) {
        AwsCredentialsIdentity identity;
        try {
            identity = keys.resolveCredentials();
        } catch (SdkException missing) {
            return new Shown.Unavailable("no AWS credentials were found to sign with");
        }
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(posting.address());
        SIGNED_HEADERS.forEach(request::putHeader);
        byte[] body = posting.body().getBytes(StandardCharsets.UTF_8);
        var signed =
                signer.sign(
                        sign ->
                                sign.identity(identity)
                                        .request(request.build())
                                        .payload(ContentStreamProvider.fromByteArray(body))
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, scope.region())
                                        .putProperty(
                                                HttpSigner.SIGNING_CLOCK,
                                                Clock.fixed(
                                                        scope.clock().instant(), ZoneOffset.UTC)));
        Map<String, String> headers = new LinkedHashMap<>();
        signed.request()
                .headers()
                .forEach((name, values) -> headers.put(name, String.join(",", values)));
        return new Shown.Headers(headers);
    }

    @Override
    public Prospect turnedAway(Shown.Headers shown) {
        return Prospect.SAME;
    }

    @Override
    public Set<Provider> providers() {
        return Set.of(Provider.IAM, Provider.IDENTITY_POOL);
    }
}
