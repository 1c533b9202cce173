package dev.outrigger.api.openapi;

import static dev.outrigger.api.openapi.Forms.ANY;
import static dev.outrigger.api.openapi.Forms.BOOLEAN;
import static dev.outrigger.api.openapi.Forms.OBJECT;
import static dev.outrigger.api.openapi.Forms.TEXT;
import static dev.outrigger.api.openapi.Forms.WHOLE;
import static dev.outrigger.api.openapi.Forms.array;
import static dev.outrigger.api.openapi.Forms.choice;
import static dev.outrigger.api.openapi.Forms.mapOf;
import static dev.outrigger.api.openapi.Forms.nullable;

import dev.outrigger.api.wire.AggregationReader;

import java.util.Map;

/// The schemas of what is asked of many items at once, and of the answer.
final class AggregationForm {
    private AggregationForm() {}

    static Map<String, Object> request() {
        Map<String, Object> aggregate =
                new ObjectForm()
                        .with("name", TEXT)
                        .with("type", choice(AggregationReader.types()))
                        .maybe("field", TEXT)
                        .form(AggregationReader.AGGREGATE_MEMBERS);
        return new ObjectForm()
                .maybe("filter", OBJECT)
                .maybe("groupBy", nullable(array(TEXT)))
                .maybe("aggregates", nullable(array(aggregate)))
                .maybe("limit", nullable(WHOLE))
                .form(AggregationReader.MEMBERS);
    }

    static Map<String, Object> groups() {
        Map<String, Object> group =
                new ObjectForm().with("key", mapOf(ANY)).with("values", mapOf(ANY)).form();
        return new ObjectForm().with("groups", array(group)).with("more", BOOLEAN).form();
    }
}
