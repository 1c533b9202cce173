package dev.outrigger.api.graphql;

import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.graphql.argument.GeneratedId;
import dev.outrigger.model.FieldProblem;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemReader;
import dev.outrigger.model.ItemReading;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Makes edits of inputs for new items.
record NewItems(ItemReader reader) {
    /// @param input gets an id where the model lets it and the client gives none
    /// @param condition tested on an item that has nothing but its key, as a backend does; the
    ///     backend that is asked to create the item tests for itself that there is none
    /// @throws RequestRefused when the input is no item of the model, or the condition is false
    Edit of(Model model, Map<String, @Nullable Object> input, Predicate condition) {
        model.fields().stream()
                .filter(field -> GeneratedId.fills(field) && input.get(field.name()) == null)
                .forEach(field -> input.put(field.name(), UUID.randomUUID().toString()));
        Item item =
                switch (reader.read(model, input)) {
                    case ItemReading.Complete(Item complete) -> complete;
                    case ItemReading.Invalid(List<FieldProblem> problems) ->
                            throw RequestRefused.because(
                                    new Refusal.ItemInvalid(model.name(), problems));
                };
        Item keyAlone = Item.of(model, model.keyFields(item.key()));
        if (!PredicateEvaluator.matches(condition, keyAlone, RelatedItems.none())) {
            throw RequestRefused.because(new Refusal.ConditionFalse(item.key()));
        }
        return new Edit.Create(item, input.keySet());
    }
}
