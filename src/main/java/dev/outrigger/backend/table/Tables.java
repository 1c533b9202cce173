package dev.outrigger.backend.table;

import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import java.util.LinkedHashMap;
import java.util.Map;

/// All tables of a backend.
///
/// @param base by the name of the model
record Tables(
        SharedNames names,
        Schema schema,
        Map<String, BaseTable> base,
        DeltaTable delta,
        BackendClock clock,
        Retentions retentions) {
    static Tables of(TableSettings settings, Schema schema) {
        String databaseSchema = settings.databaseSchema();
        Map<String, BaseTable> base = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            base.put(model.name(), new BaseTable(databaseSchema, schema, model));
        }
        var names = new SharedNames(databaseSchema);
        return new Tables(
                names,
                schema,
                base,
                new DeltaTable(names, schema),
                new BackendClock(names),
                settings.retentions());
    }

    BaseTable of(Model model) {
        BaseTable table = base.get(model.name());
        if (table == null) {
            throw new IllegalStateException("no table holds " + model.name());
        }
        return table;
    }
}
