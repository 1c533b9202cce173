package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.CascadeReach;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.ItemJson;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.Cascade;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.Guard;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Makes edits of what clients write, be it in a request of its own or in a batch. The decoded JSON
/// that it is given is changed by this.
final class EditReader {
    private final ItemInput.Readers readers;
    private final Schema schema;
    private final CascadeReach cascades;

    EditReader(Schema schema, CascadeReach cascades) {
        this.schema = schema;
        this.readers = new ItemInput.Readers(schema);
        this.cascades = cascades;
    }

    Edit create(Model model, Map<String, @Nullable Object> item) {
        ItemInput input = ItemInput.created(readers, model, item);
        return new Edit.Create(input.item(), input.given());
    }

    Edit save(Model model, ItemKey key, Map<String, @Nullable Object> item, Guard guard) {
        ItemInput input = ItemInput.saved(readers, model, key, item);
        return new Edit.Save(input.item(), input.given(), guard);
    }

    Edit patch(Model model, ItemKey key, Map<String, @Nullable Object> patch, Guard guard) {
        return new Edit.Patch(key, read(model, key, patch), guard);
    }

    /// @param cascade what the caller chose for what belongs to the item; null for what is
    ///     configured
    /// @throws RequestRefused when the caller does not reach all that may go with the item
    Edit delete(Caller caller, ItemKey key, Guard guard, @Nullable Cascade cascade) {
        cascades.require(caller, schema.required(key.model()), cascade);
        return new Edit.Delete(key, guard, cascade);
    }

    Edit undelete(Model model, ItemKey key, Map<String, @Nullable Object> patch) {
        return new Edit.Undelete(key, read(model, key, patch));
    }

    private Map<String, @Nullable Object> read(
            Model model, ItemKey key, Map<String, @Nullable Object> patch) {
        ItemInput.refuseOtherKey(model, key, patch);
        patch.keySet().removeIf(ItemJson::isMetadata);
        readers.strings().decode(model, patch);
        return patch;
    }
}
