package dev.outrigger.config;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What AWS's addresses say of regions.
final class AwsRegion {
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern API =
            Pattern.compile("\\w+\\.appsync-api\\.([\\w-]+)\\.amazonaws\\.com(?:\\.cn)?");

    private AwsRegion() {}

    static boolean isOne(String text) {
        return REGION.matcher(text).matches();
    }

    /// Where an API is; empty for an address of its own.
    static Optional<String> ofApi(URI endpoint) {
        Matcher matcher = API.matcher(String.valueOf(endpoint.getHost()));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// The service of user pools in a region.
    static URI cognito(String region) {
        String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return URI.create("https://cognito-idp." + region + "." + domain + "/");
    }
}
