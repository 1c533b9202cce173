package dev.outrigger.api.openapi;

import dev.outrigger.api.route.Answer;
import dev.outrigger.api.route.AnswerHeader;
import dev.outrigger.api.route.RequestHeader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Words the headers of requests and answers.
final class HeaderForms {
    private HeaderForms() {}

    /// One that a request may have, as a parameter.
    static Map<String, Object> parameter(RequestHeader header) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", header.header());
        form.put("in", "header");
        form.put("description", header.meaning());
        form.put("schema", Forms.TEXT);
        return form;
    }

    /// Those of an answer, by name.
    static Map<String, Object> of(Answer answer) {
        Map<String, Object> forms = new LinkedHashMap<>();
        for (AnswerHeader header : answer.headers()) {
            Map<String, Object> form = form(header);
            form.put("required", true);
            forms.put(header.header(), form);
        }
        answer.possible().forEach(header -> forms.put(header.header(), form(header)));
        return forms;
    }

    /// Those that problems of this status may have, by name.
    static Map<String, Object> ofProblems(int status) {
        Map<String, Object> forms = new LinkedHashMap<>();
        List<AnswerHeader> possible =
                switch (status) {
                    case 401 -> List.of(AnswerHeader.CHALLENGE);
                    case 405 -> List.of(AnswerHeader.ALLOW);
                    case 426 -> List.of(AnswerHeader.UPGRADE);
                    case 429, 503 -> List.of(AnswerHeader.RETRY_AFTER);
                    default -> List.of();
                };
        possible.forEach(header -> forms.put(header.header(), form(header)));
        return forms;
    }

    private static Map<String, Object> form(AnswerHeader header) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("description", header.meaning());
        form.put("schema", Forms.TEXT);
        return form;
    }
}
