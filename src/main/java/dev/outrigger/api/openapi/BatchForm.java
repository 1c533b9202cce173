package dev.outrigger.api.openapi;

import static dev.outrigger.api.openapi.Forms.ANY;
import static dev.outrigger.api.openapi.Forms.OBJECT;
import static dev.outrigger.api.openapi.Forms.TEXT;
import static dev.outrigger.api.openapi.Forms.WHOLE;
import static dev.outrigger.api.openapi.Forms.array;
import static dev.outrigger.api.openapi.Forms.choice;
import static dev.outrigger.api.openapi.Forms.nullable;

import java.util.Map;

/// A batch and what became of it. Its operations are of any models, so their items are not told.
final class BatchForm {
    private BatchForm() {}

    static Map<String, Object> request() {
        Map<String, Object> operation =
                new ObjectForm()
                        .with("op", choice("create", "save", "patch", "delete"))
                        .with("model", TEXT)
                        .maybe("key", ANY)
                        .maybe("item", OBJECT)
                        .maybe("condition", OBJECT)
                        .maybe("ifVersion", nullable(WHOLE))
                        .form();
        return new ObjectForm().with("operations", array(operation)).form();
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
