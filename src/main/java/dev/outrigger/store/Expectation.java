package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.pull.PageCheckpoint;
import dev.outrigger.sync.pull.PullKind;

import java.util.HexFormat;

/// What a transaction takes for granted before it has looked.
enum Expectation {
    /// Nobody has used a random key before, so a create with one need not be looked up. Where
    /// somebody has, the insert fails, and the transaction is made again with [#NOTHING]. The same
    /// goes for the items of a first base sync.
    FRESH_KEYS,
    NOTHING;

    /// With `x` for a hexadecimal digit, and `?` for anything.
    private static final String RANDOM_UUID = "xxxxxxxx-xxxx-4xxx-????-????????????";

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
                && isRandom(id);
    }

    /// Asked of every create: a regular expression was 3 % of what the writer does for one.
    private static boolean isRandom(String id) {
        if (id.length() != RANDOM_UUID.length()) {
            return false;
        }
        for (int place = 0; place < id.length(); place++) {
            if (!fits(id.charAt(place), RANDOM_UUID.charAt(place))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(char letter, char form) {
        return switch (form) {
            case '?' -> true;
            case 'x' -> HexFormat.isHexDigit(letter);
            default -> letter == form;
        };
    }
}
