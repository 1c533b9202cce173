package dev.outrigger.api.wire;

import java.util.List;

/// The members of small JSON bodies, for those who read them and for the document.
public final class BodyMembers {
    /// What somebody decides about a conflict.
    public static final List<String> DECISION = List.of("decision", "item");

    /// Who is served, and with which token.
    public static final List<String> SIGN_IN = List.of("token", "identity");

    private BodyMembers() {}
}
