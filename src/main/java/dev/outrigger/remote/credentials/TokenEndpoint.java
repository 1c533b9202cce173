package dev.outrigger.remote.credentials;

import dev.outrigger.remote.credentials.IssuerCalls.Reply;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// Where an OpenID provider gives out tokens.
public interface TokenEndpoint {
    /// Never failed.
    Future<Found> find();

    /// How a client proves there that it is itself.
    enum Proof {
        /// In the header `authorization`, which every provider has to accept.
        BASIC,
        /// Among the fields of the form, for the providers that take nothing else.
        FORM
    }

    /// What is known of it.
    sealed interface Found {
        record Known(URI address, Proof proof) implements Found {}

        record Unknown(String reason) implements Found {}
    }

    static TokenEndpoint given(URI address) {
        return () -> Future.succeededFuture(new Found.Known(address, Proof.BASIC));
    }

    /// The issuer is asked for it, until it has told it.
    static TokenEndpoint discovered(URI issuer, IssuerCalls calls) {
        return new Discovery(issuer, calls);
    }

    /// OpenID's discovery document.
    final class Discovery implements TokenEndpoint {
        private final URI issuer;
        private final IssuerCalls calls;
        private @Nullable Found known;

        private Discovery(URI issuer, IssuerCalls calls) {
            this.issuer = issuer;
            this.calls = calls;
        }

        @Override
        public Future<Found> find() {
            if (known != null) {
                return Future.succeededFuture(known);
            }
            String base = issuer.toString().replaceAll("/+$", "");
            return calls.get(URI.create(base + "/.well-known/openid-configuration"))
                    .map(
                            reply -> {
                                Found found = read(reply);
                                known = found instanceof Found.Known ? found : null;
                                return found;
                            });
        }

        private Found read(Reply reply) {
            return switch (reply) {
                case Reply.Failed(String reason) -> unknown("cannot be asked: " + reason);
                case Reply.Answered(int status, Map<?, ?> json) -> {
                    if (!(json.get("token_endpoint") instanceof String text)) {
                        yield unknown("answered with status " + status + " and no token_endpoint");
                    }
                    yield address(text, proof(json.get("token_endpoint_auth_methods_supported")));
                }
            };
        }

        /// The client's secret goes there, so it must be as safe as the issuer's own address.
        private Found address(String text, Proof proof) {
            try {
                URI address = URI.create(text);
                boolean safe =
                        "https".equalsIgnoreCase(address.getScheme())
                                || address.getScheme() != null
                                        && address.getScheme().equals(issuer.getScheme());
                return safe && address.getHost() != null
                        ? new Found.Known(address, proof)
                        : unknown("names a token_endpoint that is no address with https");
            } catch (IllegalArgumentException _) {
                return unknown("names a token_endpoint that is no address");
            }
        }

        private static Proof proof(@Nullable Object methods) {
            return methods instanceof List<?> list
                            && !list.contains("client_secret_basic")
                            && list.contains("client_secret_post")
                    ? Proof.FORM
                    : Proof.BASIC;
        }

        private Found unknown(String reason) {
            return new Found.Unknown("the issuer " + issuer + " " + reason);
        }
    }
}
