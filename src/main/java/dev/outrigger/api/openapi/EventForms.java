package dev.outrigger.api.openapi;

import static dev.outrigger.api.openapi.Forms.BOOLEAN;
import static dev.outrigger.api.openapi.Forms.LONG;
import static dev.outrigger.api.openapi.Forms.OBJECT;
import static dev.outrigger.api.openapi.Forms.TEXT;
import static dev.outrigger.api.openapi.Forms.WHOLE;
import static dev.outrigger.api.openapi.Forms.array;
import static dev.outrigger.api.openapi.Forms.choice;

import dev.outrigger.api.route.Component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Server-sent events. Their models are those of what is observed, so their items are not told.
final class EventForms {
    private EventForms() {}

    /// A text of events. OpenAPI 3.1 has no word for each of them, and JSON Schema one for what is
    /// inside of a text.
    static Map<String, Object> stream() {
        Map<String, Object> stream = new LinkedHashMap<>(TEXT);
        stream.put("description", "events without a name, whose data is JSON of this form");
        stream.put("contentMediaType", "text/event-stream");
        stream.put("contentSchema", Forms.ref(Component.STREAMED_EVENT));
        return stream;
    }

    static Map<String, Object> event() {
        return Forms.anyOf(
                List.of(
                        of("started").with("seq", LONG).form(),
                        change(),
                        of("snapshot")
                                .with("seq", LONG)
                                .with("items", array(OBJECT))
                                .with("isSynced", BOOLEAN)
                                .form(),
                        of("event")
                                .with("event", TEXT)
                                .with("payload", OBJECT)
                                .with("at", LONG)
                                .form(),
                        of("error").with("problem", problem().open()).form()));
    }

    private static ObjectForm of(String type) {
        return new ObjectForm().with("type", choice(type));
    }

    private static Map<String, Object> change() {
        return of("change")
                .with("seq", LONG)
                .with("op", choice("INSERT", "UPDATE", "DELETE"))
                .with("model", TEXT)
                .with("key", OBJECT)
                .with("item", OBJECT)
                .with("origin", choice("local", "remote"))
                .form();
    }

    /// What every problem tells. That of an answer names its request, too.
    static ObjectForm problem() {
        return new ObjectForm()
                .with("type", TEXT)
                .with("title", TEXT)
                .with("status", WHOLE)
                .with("detail", TEXT);
    }
}
