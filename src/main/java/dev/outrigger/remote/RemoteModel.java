package dev.outrigger.remote;

import dev.outrigger.contract.Calls;
import dev.outrigger.contract.KeyOperations;
import dev.outrigger.contract.Operations;
import dev.outrigger.contract.SelectiveOperations;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

/// One model, with what is sent for it and how its items are read.
record RemoteModel(
        Model model,
        Operations operations,
        SelectiveOperations selective,
        Calls calls,
        KeyOperations keys,
        RemoteItemReader reader) {
    static RemoteModel of(Schema schema, Model model) {
        return new RemoteModel(
                model,
                Operations.of(schema, model),
                SelectiveOperations.of(schema, model),
                Calls.of(schema, model),
                KeyOperations.of(model),
                new RemoteItemReader(schema, model));
    }

    String name() {
        return model.name();
    }
}
