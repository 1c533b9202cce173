package dev.outrigger.backend.identity;

/// A way to authenticate that may stand beside others.
public interface Mode extends Authenticator {
    /// True when these headers mean this way. Who is refused by it is not passed on to another one.
    boolean takes(RequestHeaders headers);
}
