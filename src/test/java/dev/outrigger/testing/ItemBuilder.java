package dev.outrigger.testing;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.DeliveryHistory;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.Guard;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// One item for a test, in every form that the core knows it in. Fields that the schema requires
/// have fixed values, so that a test names only what matters to it.
public final class ItemBuilder {
    /// Of everything that a builder makes.
    public static final Instant SAVED_AT = Instant.parse("2026-03-02T09:00:00Z");

    private static final Schema DEMO = Schemas.demo();

    private final Model model;
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final Set<String> given = new LinkedHashSet<>();
    private @Nullable Version version;
    private Presence presence = Presence.LIVE;

    private ItemBuilder(Schema schema, String modelName) {
        this.model = schema.required(modelName);
        for (Field field : model.fields()) {
            if (field.required()) {
                fields.put(field.name(), boring(field));
                given.add(field.name());
            }
        }
    }

    /// An item of the schema of `config/`: `p1` of Post, `c1` of Comment, which belongs to `p1`.
    public static ItemBuilder anItem(String modelName) {
        return anItem(DEMO, modelName);
    }

    public static ItemBuilder anItem(Schema schema, String modelName) {
        return new ItemBuilder(schema, modelName);
    }

    public ItemBuilder withId(String id) {
        return with("id", id);
    }

    /// A null is an explicit null: the client wrote it.
    public ItemBuilder with(String field, @Nullable Object value) {
        if (model.field(field).isEmpty()) {
            throw new IllegalArgumentException(model.name() + " has no field " + field);
        }
        fields.put(field, value);
        given.add(field);
        return this;
    }

    public ItemBuilder withVersion(long number) {
        version = new Version(number);
        return this;
    }

    public ItemBuilder deleted() {
        presence = Presence.TOMBSTONE;
        return this;
    }

    public Item item() {
        return Item.of(model, fields);
    }

    public ItemKey key() {
        return item().key();
    }

    /// As a backend sends it, at version 1 unless told otherwise; versions are a second apart.
    public RemoteItem remote() {
        Version sent = version == null ? new Version(1) : version;
        return new RemoteItem(item(), sent, SAVED_AT.plusSeconds(sent.number()), presence);
    }

    /// As a replica holds it when nothing is pending.
    public StoredItem stored() {
        return remote().stored();
    }

    public Edit create() {
        return new Edit.Create(item(), given);
    }

    public Edit save() {
        return save(Guard.none());
    }

    public Edit save(Guard guard) {
        return new Edit.Save(item(), given, guard);
    }

    public Edit delete() {
        return delete(Guard.none());
    }

    public Edit delete(Guard guard) {
        return new Edit.Delete(key(), guard);
    }

    /// @param patch names and values in turn
    public Edit undelete(@Nullable Object... patch) {
        return new Edit.Undelete(key(), BlogSchema.fields(patch));
    }

    /// A condition on one field of the item.
    public Guard when(String field, @Nullable Object value) {
        Field tested = model.field(field).orElseThrow();
        return Guard.on(new Predicate.Test(tested, Operator.EQ, Collections.singletonList(value)));
    }

    /// A patch of the item.
    ///
    /// @param names and values in turn
    public Edit patch(@Nullable Object... names) {
        return new Edit.Patch(key(), BlogSchema.fields(names), Guard.none());
    }

    public Edit patch(Guard guard, @Nullable Object... names) {
        return new Edit.Patch(key(), BlogSchema.fields(names), guard);
    }

    /// A create of the item that waits in the outbox.
    public PendingMutation creating(long id) {
        Map<String, @Nullable Object> sent = new LinkedHashMap<>(fields);
        model.key().fields().forEach(sent::remove);
        return pending(id, Mutation.Kind.CREATE, sent, new Predicate.All());
    }

    /// An update of the item that waits in the outbox.
    ///
    /// @param names and values in turn
    public PendingMutation updating(long id, @Nullable Object... names) {
        return updating(id, Guard.none(), names);
    }

    public PendingMutation updating(long id, Guard guard, @Nullable Object... names) {
        return pending(id, Mutation.Kind.UPDATE, BlogSchema.fields(names), guard.condition());
    }

    /// A deletion of the item that waits in the outbox.
    public PendingMutation deleting(long id) {
        return pending(id, Mutation.Kind.DELETE, Map.of(), new Predicate.All());
    }

    private PendingMutation pending(
            long id, Mutation.Kind kind, Map<String, @Nullable Object> sent, Predicate condition) {
        Mutation mutation = new Mutation(key(), kind, sent, condition);
        return new PendingMutation(
                id, mutation, parents(), SAVED_AT, null, DeliveryHistory.none(), Standing.WAITING);
    }

    private Set<ItemKey> parents() {
        return model.parents().stream()
                .map(
                        parent ->
                                new ItemKey(
                                        parent.target(),
                                        parent.localFields().stream()
                                                .map(fields::get)
                                                .filter(Objects::nonNull)
                                                .toList()))
                .collect(Collectors.toSet());
    }

    private Object boring(Field field) {
        for (Relation parent : model.parents()) {
            if (parent.localFields().contains(field.name())) {
                return firstId(parent.target());
            }
        }
        if (field.name().equals("id")) {
            return firstId(model.name());
        }
        return switch (field.type()) {
            case EnumType type -> type.values().getFirst();
            case Scalar scalar when scalar == Scalar.INT -> 1;
            case Scalar _ -> "a " + field.name();
            case EmbeddedReference type ->
                    throw new IllegalStateException("give " + field.name() + ", " + type.name());
        };
    }

    private static String firstId(String modelName) {
        return modelName.substring(0, 1).toLowerCase(Locale.ROOT) + "1";
    }
}
