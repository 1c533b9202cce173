package dev.outrigger.schema;

import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Index;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// A short text that changes with the meaning of a schema, and with nothing else.
///
/// Comments, descriptions, blanks and the order of types, fields and enum values have no meaning
/// here: a replica need not be rebuilt because somebody sorted a file. The order inside a key has.
/// Rules of `@auth` have none either: they are kept by the backend, whatever a replica holds.
final class SchemaDigest {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final StringBuilder meaning = new StringBuilder();

    private SchemaDigest() {}

    /// 16 hexadecimal digits: FNV-1a, 64 bits, over the canonical text of the types.
    static String of(List<Model> models, List<EnumType> enums, List<EmbeddedType> embeddedTypes) {
        SchemaDigest digest = new SchemaDigest();
        sorted(enums, EnumType::name).forEach(digest::add);
        sorted(embeddedTypes, EmbeddedType::name).forEach(digest::add);
        sorted(models, Model::name).forEach(digest::add);
        return "%016x".formatted(fnv(digest.meaning.toString()));
    }

    private static long fnv(String text) {
        long hash = FNV_OFFSET;
        for (byte part : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (part & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    private void add(EnumType type) {
        line("enum", type.name(), type.values().stream().sorted().toList());
    }

    private void add(EmbeddedType type) {
        line("type", type.name());
        sorted(type.fields(), Field::name).forEach(this::add);
    }

    private void add(Model model) {
        line("model", model.name(), model.plural(), model.timestamps());
        line("key", model.key().kind(), model.key().fields());
        sorted(model.fields(), Field::name).forEach(this::add);
        sorted(model.indexes(), Index::name).forEach(this::add);
        sorted(model.relations(), Relation::name).forEach(this::add);
    }

    private void add(Field field) {
        line(
                "field",
                field.name(),
                field.type().typeName(),
                field.shape(),
                field.origin(),
                quoted(field.defaultValue()));
    }

    private void add(Index index) {
        line("index", quoted(index.name()), index.fields(), index.queryField());
    }

    private void add(Relation relation) {
        line(
                "relation",
                relation.name(),
                relation.kind(),
                relation.target(),
                relation.localFields(),
                relation.targetFields(),
                relation.required());
    }

    /// A default and the name of an index are free text, which must not look like another part.
    private static String quoted(@Nullable String text) {
        return text == null ? "none" : text.length() + ":" + text;
    }

    private void line(@Nullable Object... parts) {
        for (Object part : parts) {
            meaning.append(part).append(' ');
        }
        meaning.append('\n');
    }

    private static <T> List<T> sorted(List<T> types, Function<T, String> name) {
        return types.stream().sorted(Comparator.comparing(name)).toList();
    }
}
