package dev.outrigger.testing;

import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.ReplicaStore.EditsOutcome;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditDecision;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Refusal;

import java.util.List;
import java.util.Optional;

/// Says in the port's words what became of edits.
final class EditAnswers {
    private EditAnswers() {}

    /// What refuses an edit of a model that the schema does not have.
    static Optional<Refusal> unknownModel(Schema schema, Edit edit) {
        String model = edit.key().model();
        List<String> known = schema.parentsFirst().stream().map(Model::name).toList();
        return schema.model(model).isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal.ModelUnknown(model, known));
    }

    /// Of a list of one edit.
    static EditOutcome only(EditsOutcome outcome) {
        return switch (outcome) {
            case EditsOutcome.Accepted(List<EditOutcome> outcomes) -> outcomes.getFirst();
            case EditsOutcome.Refused(int _, Refusal refusal) -> new EditOutcome.Refused(refusal);
        };
    }

    /// @param seen seq of the item's newest change before the edit
    /// @param seq the same after it
    static EditOutcome of(EditDecision.Taken taken, long seen, long seq) {
        return switch (taken.answer()) {
            case CREATED -> new EditOutcome.Created(taken.item(), seq);
            case UPDATED -> new EditOutcome.Updated(taken.item(), seq);
            case DELETED ->
                    taken.item() == null
                            ? new EditOutcome.NothingDeleted()
                            : new EditOutcome.Deleted(taken.item(), seen);
        };
    }
}
