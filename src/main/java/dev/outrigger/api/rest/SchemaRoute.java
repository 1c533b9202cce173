package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.json.Members;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Index;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Shape;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.runtime.Situation;
import dev.outrigger.runtime.SyncControl;
import dev.outrigger.runtime.SyncStatus;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Answers `GET /v1/models`: the schema as a client in any language can use it.
final class SchemaRoute {
    private final Schema schema;
    private final TextSearch.Of search;
    private final SyncControl sync;

    SchemaRoute(Schema schema, TextSearch.Of search, SyncControl sync) {
        this.schema = schema;
        this.search = search;
        this.sync = sync;
    }

    Future<Reply> get(RoutingContext context) {
        return OnEventLoop.when(sync.status())
                .map(status -> Reply.ok(json(Caller.of(context), status)));
    }

    private Map<String, Object> json(Caller caller, SyncStatus status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hash", schema.hash());
        json.put(
                "models",
                schema.models().stream()
                        .filter(model -> caller.reaches(model.name()))
                        .map(model -> json(model, status))
                        .toList());
        json.put("enums", schema.enums().stream().map(SchemaRoute::json).toList());
        json.put("embeddedTypes", schema.embeddedTypes().stream().map(SchemaRoute::json).toList());
        return json;
    }

    private Map<String, @Nullable Object> json(Model model, SyncStatus status) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", model.name());
        json.put("key", model.key().fields());
        json.put("generatesKey", ItemInput.generatesKey(model));
        json.put("fields", model.fields().stream().map(SchemaRoute::json).toList());
        json.put("relations", model.relations().stream().map(SchemaRoute::json).toList());
        json.put("indexes", model.indexes().stream().map(SchemaRoute::json).toList());
        json.put("searched", searched(model));
        json.put("syncMode", told(model, status, one -> one.mode().word()));
        json.put("syncState", told(model, status, one -> Situation.of(status, one).kind().word()));
        return json;
    }

    private List<String> searched(Model model) {
        return model.fields().stream()
                .filter(field -> search.searches(model, field))
                .map(Field::name)
                .toList();
    }

    private static Map<String, @Nullable Object> json(Field field) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", field.name());
        json.put("type", field.type().typeName());
        json.put("list", field.isList());
        json.put("required", field.required());
        if (field.shape() instanceof Shape.ListOf list) {
            json.put("elementRequired", list.elementRequired());
        }
        json.put("readOnly", field.readOnly());
        return json;
    }

    private static Map<String, @Nullable Object> json(Relation relation) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", relation.name());
        json.put("kind", relation.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("model", relation.target());
        json.put("localFields", relation.localFields());
        json.put("targetFields", relation.targetFields());
        json.put("required", relation.required());
        return json;
    }

    private static Map<String, @Nullable Object> json(Index index) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", index.name());
        json.put("fields", index.fields());
        return json;
    }

    private static Map<String, Object> json(EnumType type) {
        return Members.of("name", type.name()).and("values", type.values()).json();
    }

    private static Map<String, Object> json(EmbeddedType type) {
        List<Map<String, @Nullable Object>> fields =
                type.fields().stream().map(SchemaRoute::json).toList();
        return Members.of("name", type.name()).and("fields", fields).json();
    }

    private static @Nullable String told(
            Model model, SyncStatus status, Function<SyncStatus.ModelStatus, String> what) {
        return status.models().stream()
                .filter(one -> one.model().equals(model.name()))
                .map(what)
                .findFirst()
                .orElse(null);
    }
}
