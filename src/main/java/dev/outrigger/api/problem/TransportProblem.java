package dev.outrigger.api.problem;

import java.util.List;

/// A request that ends before anybody looks at what it asks for.
public sealed interface TransportProblem extends RequestProblem {
    record RouteUnknown(String path) implements TransportProblem {}

    /// @param allowed the value of the `Allow` header
    record MethodNotAllowed(String method, String path, String allowed)
            implements TransportProblem {}

    /// @param host as the request named it
    record HostRefused(String host) implements TransportProblem {}

    record OriginRefused(String origin) implements TransportProblem {}

    /// The path speaks another protocol.
    record UpgradeRequired(String path, String protocol) implements TransportProblem {}

    record UrlTooLong() implements TransportProblem {}

    record HeadersTooLarge() implements TransportProblem {}

    record RequestUnreadable(String reason) implements TransportProblem {}

    /// The body did not come to its end in time.
    record RequestTimedOut() implements TransportProblem {}

    /// @param limit in bytes
    record BodyTooLarge(long limit) implements TransportProblem {}

    /// @param found what the request said
    record MediaTypeUnsupported(String found, List<String> accepted) implements TransportProblem {}

    /// Bodies are taken as they are, neither compressed nor otherwise encoded.
    ///
    /// @param found what the request said
    record ContentEncodingUnsupported(String found, List<String> accepted)
            implements TransportProblem {}

    /// A bug of ours; the log has the rest.
    record InternalError() implements TransportProblem {}
}
