package dev.outrigger.remote;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rule by which every AppSync client finds the realtime endpoint.
final class RealtimeAddress {
    /// AWS has a second host for it; everywhere else it is a path below the endpoint.
    private static final Pattern AWS_HOST =
            Pattern.compile(
                    "(\\w{26})\\.appsync-api\\.([\\w-]+)\\.(amazonaws\\.com(?:\\.cn)?)",
                    Pattern.CASE_INSENSITIVE);

    private RealtimeAddress() {}

    static URI of(URI endpoint) {
        String scheme = "https".equals(endpoint.getScheme()) ? "wss" : "ws";
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        Matcher aws = AWS_HOST.matcher(endpoint.getHost());
        if (aws.matches()) {
            String host =
                    "%s.appsync-realtime-api.%s.%s"
                            .formatted(aws.group(1), aws.group(2), aws.group(3));
            return URI.create(scheme + "://" + host + port + endpoint.getRawPath());
        }
        String path = endpoint.getRawPath().replaceAll("/+$", "");
        return URI.create(scheme + "://" + endpoint.getHost() + port + path + "/realtime");
    }
}
