package dev.outrigger.remote.credentials;

import dev.outrigger.model.AuthRule.Provider;

import io.vertx.core.Future;

import java.util.Map;
import java.util.Set;

/// A token in the header `Authorization`, without a word before it, as Amplify's clients send it.
public final class TokenCredentials implements Credentials {
    public static final String HEADER = "Authorization";

    private final Token token;
    private final Set<Provider> providers;

    /// @param providers of which rules somebody with such a token may satisfy one
    public TokenCredentials(Token token, Set<Provider> providers) {
        this.token = token;
        this.providers = Set.copyOf(providers);
    }

    @Override
    public Future<Shown> show(Posting posting) {
        return token.find()
                .map(
                        found ->
                                switch (found) {
                                    case Token.Found.Present(String text) -> shown(text);
                                    case Token.Found.Absent(String reason) ->
                                            new Shown.NotSignedIn(reason);
                                    case Token.Found.Unreachable(String reason) ->
                                            new Shown.Unavailable(reason);
                                });
    }

    /// What no header may hold would otherwise fail below, with the token in the message.
    private static Shown shown(String text) {
        boolean plain = text.chars().allMatch(each -> each >= ' ' && each <= '~');
        return plain
                ? new Shown.Headers(Map.of(HEADER, text))
                : new Shown.NotSignedIn("the token holds characters that no token has");
    }

    @Override
    public Prospect turnedAway(Shown.Headers shown) {
        return token.turnedAway(shown.values().getOrDefault(HEADER, ""));
    }

    @Override
    public Set<Provider> providers() {
        return providers;
    }

    @Override
    public boolean present() {
        return token.present();
    }

    @Override
    public boolean outstanding() {
        return token.outstanding();
    }
}
