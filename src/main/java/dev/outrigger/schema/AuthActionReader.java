package dev.outrigger.schema;

import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Generation;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what a rule of `@auth` allows: everything, unless it names operations.
record AuthActionReader(RuleMembers members, AuthReader.Place place, Generation generation) {
    private static final Set<Action> READING =
            EnumSet.of(Action.GET, Action.LIST, Action.SYNC, Action.LISTEN, Action.SEARCH);
    private static final Set<Action> WRITING =
            EnumSet.of(Action.CREATE, Action.UPDATE, Action.DELETE);
    private static final Map<String, Set<Action>> WORDS = words();

    /// Empty where the rule is a finding.
    Set<Action> actions() {
        boolean olderWords = members.has("queries") || members.has("mutations");
        if (olderWords && place != AuthReader.Place.MODEL) {
            members.wrong("queries and mutations belong to the rules of a type: write operations");
        }
        if (!members.has("operations")) {
            return olderWords ? ofOlderWords() : EnumSet.allOf(Action.class);
        }
        if (place == AuthReader.Place.FIELD_ELSEWHERE) {
            members.wrong(
                    "operations belong to models and their fields: without a model there is"
                            + " nothing but reading");
        }
        if (members.isNothing("operations")) {
            return nothing();
        }
        List<String> words = members.words("operations", known());
        expectReadAlone(words);
        return named(words);
    }

    private void expectReadAlone(List<String> words) {
        boolean readTwice =
                words.contains("read")
                        && words.stream()
                                .filter(word -> !word.equals("read"))
                                .anyMatch(word -> READING.containsAll(WORDS.get(word)));
        if (readTwice) {
            members.wrong(
                    "operations has read, which stands for get, list, sync, listen and search"
                            + " together: keep read, or the ones meant");
        }
    }

    private List<String> known() {
        boolean coarse = generation == Generation.FIRST || place != AuthReader.Place.MODEL;
        return coarse ? List.of("create", "update", "delete", "read") : List.copyOf(WORDS.keySet());
    }

    /// `queries` and `mutations` of the older directives: what is left out is allowed whole, and
    /// null allows nothing of it.
    private Set<Action> ofOlderWords() {
        if (members.isNothing("queries") && members.isNothing("mutations")) {
            return nothing();
        }
        Set<Action> actions = EnumSet.noneOf(Action.class);
        actions.addAll(older("queries", READING, List.of("get", "list")));
        actions.addAll(older("mutations", WRITING, List.of("create", "update", "delete")));
        return actions;
    }

    private Set<Action> older(String member, Set<Action> whole, List<String> words) {
        if (!members.has(member)) {
            return whole;
        }
        return members.isNothing(member) ? Set.of() : named(members.words(member, words));
    }

    private Set<Action> nothing() {
        members.wrong("a rule that allows no operation says nothing: name one, or remove it");
        return Set.of();
    }

    private static Set<Action> named(List<String> words) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        words.forEach(word -> actions.addAll(WORDS.get(word)));
        return actions;
    }

    private static Map<String, Set<Action>> words() {
        Map<String, Set<Action>> words = new LinkedHashMap<>();
        words.put("create", EnumSet.of(Action.CREATE));
        words.put("update", EnumSet.of(Action.UPDATE));
        words.put("delete", EnumSet.of(Action.DELETE));
        words.put("read", READING);
        words.put("get", EnumSet.of(Action.GET));
        words.put("list", EnumSet.of(Action.LIST));
        words.put("sync", EnumSet.of(Action.SYNC));
        words.put("listen", EnumSet.of(Action.LISTEN));
        words.put("search", EnumSet.of(Action.SEARCH));
        return words;
    }
}
