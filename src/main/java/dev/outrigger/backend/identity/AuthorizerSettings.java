package dev.outrigger.backend.identity;

import java.net.URI;
import java.time.Duration;

/// How an authorizer outside is asked.
///
/// @param ttl for how long its answer counts, unless the answer says otherwise
/// @param timeout of one question; after it nobody knows who the caller is, and they try again
/// @param api what the authorizer is told of this backend
public record AuthorizerSettings(URI address, Duration ttl, Duration timeout, Api api) {
    /// The names that AWS gives to an API and to its account. Functions that were written for
    /// AppSync may look at them.
    public record Api(String id, String account) {}
}
