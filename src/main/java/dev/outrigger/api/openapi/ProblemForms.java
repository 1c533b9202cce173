package dev.outrigger.api.openapi;

import dev.outrigger.api.problem.ProblemType;
import dev.outrigger.api.route.Component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The schema of each problem type: what all problems have, with its own type, title and status.
final class ProblemForms {
    private ProblemForms() {}

    static String name(ProblemType type) {
        return Component.PROBLEM.title() + "." + type.slug();
    }

    static Map<String, Object> all() {
        Map<String, Object> forms = new LinkedHashMap<>();
        for (ProblemType type : ProblemType.values()) {
            forms.put(name(type), form(type));
        }
        return forms;
    }

    private static Map<String, Object> form(ProblemType type) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("type", Map.of("const", type.urn()));
        own.put("title", Map.of("const", type.title()));
        own.put("status", Map.of("const", type.status()));
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("description", type.title());
        form.put("allOf", List.of(Forms.ref(Component.PROBLEM)));
        form.put("properties", own);
        return form;
    }
}
