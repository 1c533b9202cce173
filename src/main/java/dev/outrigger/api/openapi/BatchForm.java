package dev.outrigger.api.openapi;

import static dev.outrigger.api.openapi.Forms.ANY;
import static dev.outrigger.api.openapi.Forms.OBJECT;
import static dev.outrigger.api.openapi.Forms.TEXT;
import static dev.outrigger.api.openapi.Forms.WHOLE;
import static dev.outrigger.api.openapi.Forms.array;
import static dev.outrigger.api.openapi.Forms.choice;
import static dev.outrigger.api.openapi.Forms.nullable;

import dev.outrigger.api.wire.BatchVerb;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A batch and what became of it. Its operations are of any models, so their items are not told.
final class BatchForm {
    private BatchForm() {}

    static Map<String, Object> request() {
        List<Map<String, Object>> operations =
                Arrays.stream(BatchVerb.values()).map(BatchForm::operation).toList();
        return new ObjectForm().with("operations", array(Forms.anyOf(operations))).form();
    }

    private static Map<String, Object> operation(BatchVerb verb) {
        ObjectForm form = new ObjectForm();
        verb.needed().forEach(name -> form.with(name, member(verb, name)));
        verb.possible().forEach(name -> form.maybe(name, member(verb, name)));
        return form.form();
    }

    private static Map<String, Object> member(BatchVerb verb, String name) {
        return switch (name) {
            case "op" -> choice(verb.word());
            case "model", "cascade" -> TEXT;
            case "key" -> ANY;
            case "item", "condition" -> OBJECT;
            case "ifVersion" -> nullable(WHOLE);
            default -> throw new IllegalStateException("no form of " + name + " is known");
        };
    }

    static Map<String, Object> results() {
        Map<String, Object> result =
                new ObjectForm()
                        .with("status", WHOLE)
                        .with("item", nullable(OBJECT))
                        .with("etag", nullable(TEXT))
                        .form();
        return new ObjectForm().with("results", array(result)).form();
    }
}
