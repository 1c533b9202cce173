package dev.outrigger.sync.edit;

import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.RemoteItem;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Checks what somebody wants an item to be in place of what two sides made of it, by the rules of
/// a client's edit.
public final class Substitute {
    private final Schema schema;
    private final Patches patches;

    public Substitute(Schema schema) {
        this.schema = schema;
        this.patches = new Patches(schema);
    }

    /// The fields that have to go out so that the backend has the patched item.
    ///
    /// @param theirs what the backend has
    /// @param patch of it; what is not named stays as the backend has it
    public Substitution of(RemoteItem theirs, Map<String, @Nullable Object> patch) {
        return switch (patches.apply(theirs.item(), patch)) {
            case PatchedItem.Refused(Refusal refusal) -> new Substitution.Refused(refusal);
            case PatchedItem.Valid(Item item) ->
                    new Substitution.Valid(fields(schema.required(item.model()), theirs, item));
        };
    }

    /// An item that comes back comes whole: of a deleted one, a backend need not have kept
    /// anything.
    private static Map<String, @Nullable Object> fields(Model model, RemoteItem theirs, Item item) {
        return theirs.live()
                ? Changes.between(model, theirs.item(), item)
                : Changes.ofCreate(model, item, item.fields().keySet());
    }
}
