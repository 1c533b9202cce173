package dev.outrigger.api.openapi;

import static dev.outrigger.api.openapi.Forms.BOOLEAN;
import static dev.outrigger.api.openapi.Forms.TEXT;
import static dev.outrigger.api.openapi.Forms.array;
import static dev.outrigger.api.openapi.Forms.choice;
import static dev.outrigger.api.openapi.Forms.nullable;

import java.util.Map;

/// The schema as `GET /v1/models` tells it.
final class SchemaForm {
    private SchemaForm() {}

    static Map<String, Object> form() {
        return new ObjectForm()
                .with("hash", TEXT)
                .with("models", array(model()))
                .with(
                        "enums",
                        array(
                                new ObjectForm()
                                        .with("name", TEXT)
                                        .with("values", array(TEXT))
                                        .form()))
                .with(
                        "embeddedTypes",
                        array(
                                new ObjectForm()
                                        .with("name", TEXT)
                                        .with("fields", array(field()))
                                        .form()))
                .form();
    }

    private static Map<String, Object> model() {
        Map<String, Object> index =
                new ObjectForm().with("name", TEXT).with("fields", array(TEXT)).form();
        return new ObjectForm()
                .with("name", TEXT)
                .with("key", array(TEXT))
                .with("generatesKey", BOOLEAN)
                .with("fields", array(field()))
                .with("relations", array(relation()))
                .with("indexes", array(index))
                .with("searched", array(TEXT))
                .with("syncMode", nullable(TEXT))
                .with("syncState", nullable(TEXT))
                .form();
    }

    private static Map<String, Object> field() {
        return new ObjectForm()
                .with("name", TEXT)
                .with("type", TEXT)
                .with("list", BOOLEAN)
                .with("required", BOOLEAN)
                .maybe("elementRequired", BOOLEAN)
                .with("readOnly", BOOLEAN)
                .form();
    }

    private static Map<String, Object> relation() {
        return new ObjectForm()
                .with("name", TEXT)
                .with("kind", choice("belongs-to", "has-one", "has-many"))
                .with("model", TEXT)
                .with("localFields", array(TEXT))
                .with("targetFields", array(TEXT))
                .with("required", BOOLEAN)
                .form();
    }
}
