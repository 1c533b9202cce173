package dev.outrigger.api.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the schema of an object with known members together; it has no others.
final class ObjectForm {
    private final Map<String, Object> members = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    /// With a member that is always there.
    ObjectForm with(String name, Map<String, Object> form) {
        required.add(name);
        return maybe(name, form);
    }

    /// With a member that may be left out.
    ObjectForm maybe(String name, Map<String, Object> form) {
        members.put(name, form);
        return this;
    }

    /// With all that another one has.
    ObjectForm with(ObjectForm other) {
        members.putAll(other.members);
        required.addAll(other.required);
        return this;
    }

    Map<String, Object> form() {
        Map<String, Object> form = open();
        form.put("additionalProperties", false);
        return form;
    }

    /// As [#form], of what a reader takes that refuses other members than these.
    Map<String, Object> form(List<String> taken) {
        if (!members.keySet().equals(Set.copyOf(taken))) {
            throw new IllegalStateException(
                    "%s are told, but %s are taken".formatted(members.keySet(), taken));
        }
        return form();
    }

    /// An object that also takes names of metadata, which are ignored.
    Map<String, Object> formWithMetadata() {
        Map<String, Object> form = open();
        form.put("patternProperties", Map.of("^_", Forms.ANY));
        form.put("additionalProperties", false);
        return form;
    }

    /// An object that may have more members than these.
    Map<String, Object> open() {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", "object");
        form.put("properties", members);
        if (!required.isEmpty()) {
            form.put("required", required);
        }
        return form;
    }
}
