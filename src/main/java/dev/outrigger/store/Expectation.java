package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.pull.PageCheckpoint;
import dev.outrigger.sync.pull.PullKind;

/// What a transaction takes for granted before it has looked.
enum Expectation {
    /// Nobody has used a random key before, so a create with one need not be looked up. Where
    /// somebody has, the insert fails, and the transaction is made again with [#NOTHING]. The same
    /// goes for the items of a first base sync.
    FRESH_KEYS,
    NOTHING;

    private static final int UUID_LENGTH = 36;

    /// Where a UUID says which kind it is, and what it says when it is random.
    private static final int UUID_VERSION = 14;

    private static final char RANDOM = '4';

    boolean isAbsent(Edit edit) {
        return switch (this) {
            case NOTHING -> false;
            case FRESH_KEYS -> edit instanceof Edit.Create && isRandom(edit.key());
        };
    }

    /// A page of the first base sync of a model brings what the replica does not have, unless a
    /// client made it, or the pull began anew.
    boolean bringsNewItems(Operation.Apply apply) {
        return switch (this) {
            case NOTHING -> false;
            case FRESH_KEYS ->
                    apply.reached() instanceof PageCheckpoint page
                            && page.progress().start().kind() == PullKind.BASE
                            && page.progress().start().lastSync() == null;
        };
    }

    private static boolean isRandom(ItemKey key) {
        return key.values().size() == 1
                && key.values().getFirst() instanceof String id
                && id.length() == UUID_LENGTH
                && id.charAt(UUID_VERSION) == RANDOM
                && isHyphenated(id);
    }

    private static boolean isHyphenated(String id) {
        return id.charAt(8) == '-'
                && id.charAt(13) == '-'
                && id.charAt(18) == '-'
                && id.charAt(23) == '-';
    }
}
