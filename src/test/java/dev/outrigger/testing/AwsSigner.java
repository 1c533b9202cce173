package dev.outrigger.testing;

import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/// Signs as AWS's own SDK does for AppSync.
public record AwsSigner(String keyId, String secret) {
    /// The headers of a POST, with its signature.
    ///
    /// @param headers to be signed beside those that always are
    public Map<String, String> post(
            URI address, Map<String, String> headers, String body, Instant now) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(address);
        headers.forEach(request::putHeader);
        return signed(request.build(), body, now);
    }

    public Map<String, String> get(URI address, Instant now) {
        return signed(
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(address).build(), "", now);
    }

    private Map<String, String> signed(SdkHttpRequest request, String body, Instant now) {
        var signed =
                AwsV4HttpSigner.create()
                        .sign(
                                sign ->
                                        sign.identity(AwsCredentialsIdentity.create(keyId, secret))
                                                .request(request)
                                                .payload(
                                                        ContentStreamProvider.fromByteArray(
                                                                body.getBytes(
                                                                        StandardCharsets.UTF_8)))
                                                .putProperty(
                                                        AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                                        "appsync")
                                                .putProperty(
                                                        AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                                                .putProperty(
                                                        HttpSigner.SIGNING_CLOCK,
                                                        Clock.fixed(now, ZoneOffset.UTC)));
        Map<String, String> all = new LinkedHashMap<>();
        signed.request().headers().forEach((name, values) -> all.put(name, values.getFirst()));
        return all;
    }
}
