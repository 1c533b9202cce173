package dev.outrigger.api.openapi;

import static dev.outrigger.api.openapi.Forms.ANY;
import static dev.outrigger.api.openapi.Forms.LONG;
import static dev.outrigger.api.openapi.Forms.OBJECT;
import static dev.outrigger.api.openapi.Forms.TEXT;
import static dev.outrigger.api.openapi.Forms.WHOLE;
import static dev.outrigger.api.openapi.Forms.array;
import static dev.outrigger.api.openapi.Forms.choice;
import static dev.outrigger.api.openapi.Forms.mapOf;
import static dev.outrigger.api.openapi.Forms.nullable;
import static dev.outrigger.api.openapi.Forms.page;
import static dev.outrigger.api.openapi.Forms.ref;

import dev.outrigger.api.route.Component;
import dev.outrigger.api.wire.BodyMembers;
import dev.outrigger.replica.User;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The schema of each component that is the same for every model.
final class ComponentForms {
    private ComponentForms() {}

    static Map<String, Object> of(Component component) {
        return switch (component) {
            case AGGREGATION -> AggregationForm.request();
            case AGGREGATION_GROUPS -> AggregationForm.groups();
            case BATCH -> BatchForm.request();
            case BATCH_RESULTS -> BatchForm.results();
            case CLEARED ->
                    new ObjectForm()
                            .with("items", mapOf(LONG))
                            .with("mutations", LONG)
                            .with("seq", LONG)
                            .form();
            case CONFLICT -> conflict();
            case CONFLICT_DECISION ->
                    new ObjectForm()
                            .with("decision", choice("applyRemote", "retryLocal", "item"))
                            .maybe("item", ref(Component.MERGE_PATCH))
                            .form(BodyMembers.DECISION);
            case CONFLICT_PAGE -> page("conflicts", ref(Component.CONFLICT));
            case COUNT -> new ObjectForm().with("count", LONG).form();
            case DEAD_LETTER -> deadLetter();
            case DEAD_LETTER_OUTCOME -> target().with("item", nullable(OBJECT)).form();
            case DEAD_LETTER_PAGE -> page("deadLetters", ref(Component.DEAD_LETTER));
            case DELETED -> new ObjectForm().with("deleted", LONG).form();
            case DOCUMENT ->
                    new ObjectForm()
                            .with("openapi", TEXT)
                            .with("info", OBJECT)
                            .with("paths", OBJECT)
                            .open();
            case EVENT_STREAM -> EventForms.stream();
            case EXPRESSION ->
                    new ObjectForm()
                            .with("model", TEXT)
                            .with("expression", ANY)
                            .with("source", choice("runtime", "config", "default"))
                            .form();
            case EXPRESSION_LIST ->
                    new ObjectForm().with("expressions", array(ref(Component.EXPRESSION))).form();
            case HEALTH -> new ObjectForm().with("status", choice("UP")).form();
            case MERGE_PATCH -> OBJECT;
            case MUTATION -> mutation();
            case MUTATION_PAGE -> page("mutations", ref(Component.MUTATION));
            case PROBLEM -> problem();
            case QUARANTINED -> quarantined();
            case QUARANTINED_PAGE -> page("quarantined", ref(Component.QUARANTINED));
            case SCHEMA -> SchemaForm.form();
            case SESSION ->
                    new ObjectForm()
                            .with("identity", nullable(TEXT))
                            .with("credentials", choice("session", "awaited", "configured", "none"))
                            .with("unsentOfOthers", LONG)
                            .form();
            case SIGN_IN -> signIn();
            case STOPPED -> SyncForm.status().with("cancelledCalls", LONG).form();
            case STRANDED -> stranded();
            case STRANDED_PAGE -> page("stranded", ref(Component.STRANDED));
            case STREAMED_EVENT -> EventForms.event();
            case SYNC -> SyncForm.status().form();
            case SYNC_DETAIL -> SyncForm.detail();
        };
    }

    private static Map<String, Object> signIn() {
        Map<String, Object> identity = new LinkedHashMap<>(TEXT);
        identity.put("minLength", 1);
        identity.put("maxLength", User.LONGEST_IDENTITY);
        Map<String, Object> form =
                new ObjectForm()
                        .maybe("token", nullable(TEXT))
                        .maybe("identity", nullable(identity))
                        .form(BodyMembers.SIGN_IN);
        form.put("minProperties", 1);
        return form;
    }

    private static Map<String, Object> problem() {
        return EventForms.problem().with("instance", TEXT).open();
    }

    private static ObjectForm target() {
        return new ObjectForm().with("model", TEXT).with("key", OBJECT);
    }

    private static ObjectForm numberedTarget() {
        return new ObjectForm()
                .with("id", LONG)
                .with(target())
                .with("operation", choice("create", "update", "delete", "undelete"));
    }

    private static Map<String, Object> mutation() {
        return numberedTarget()
                .with("changedFields", array(TEXT))
                .with("baseVersion", nullable(LONG))
                .with("standing", choice("waiting", "sent", "contested", "held", "disputed"))
                .with("attempts", WHOLE)
                .with("lastAttemptAt", nullable(LONG))
                .with("lastError", nullable(TEXT))
                .with("ageMs", LONG)
                .form();
    }

    private static Map<String, Object> deadLetter() {
        Map<String, Object> error =
                new ObjectForm().with("errorType", TEXT).with("message", TEXT).form();
        Map<String, Object> base =
                new ObjectForm().with("version", nullable(LONG)).with("fields", OBJECT).form();
        return numberedTarget()
                .with("policy", TEXT)
                .with("errorType", TEXT)
                .with("errors", array(error))
                .with("input", OBJECT)
                .with("condition", nullable(OBJECT))
                .with("base", nullable(base))
                .with("item", OBJECT)
                .with("backendItem", nullable(OBJECT))
                .with("attempts", WHOLE)
                .with("conflicts", WHOLE)
                .with("savedAt", LONG)
                .with("lastAttemptAt", nullable(LONG))
                .with("refusedAt", LONG)
                .form();
    }

    private static Map<String, Object> conflict() {
        return new ObjectForm()
                .with("id", TEXT)
                .with("mutationId", LONG)
                .with(target())
                .with("operation", choice("create", "update", "delete"))
                .with("state", choice("open", "settled"))
                .with("reason", TEXT)
                .with("base", nullable(OBJECT))
                .with("local", OBJECT)
                .with("remote", nullable(OBJECT))
                .with("strategy", TEXT)
                .with(
                        "decision",
                        choice(List.of("applyRemote", "retryLocal", "merged", "undecided")))
                .with("result", nullable(OBJECT))
                .with("foundAt", LONG)
                .with("settledAt", nullable(LONG))
                .form();
    }

    private static Map<String, Object> stranded() {
        return new ObjectForm()
                .with("id", LONG)
                .with("model", TEXT)
                .with("key", ANY)
                .with("operation", choice("create", "update", "delete"))
                .with("input", OBJECT)
                .with("condition", ANY)
                .with("reason", TEXT)
                .with("savedAt", LONG)
                .with("strandedAt", LONG)
                .form();
    }

    private static Map<String, Object> quarantined() {
        return new ObjectForm()
                .with("id", LONG)
                .with("model", TEXT)
                .with("key", nullable(TEXT))
                .with("version", nullable(LONG))
                .with("item", ANY)
                .with("reason", TEXT)
                .with("firstSeenAt", LONG)
                .with("lastSeenAt", LONG)
                .with("timesSeen", LONG)
                .form();
    }
}
