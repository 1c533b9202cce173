package outrigger.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A predicate, in the form that the sidecar takes. */
public record Condition(Map<String, Object> json) {
    /** Matches every item. */
    public static final Condition ALL = new Condition(Map.of());

    public Condition and(Condition other) {
        return new Condition(Map.of("and", List.of(json, other.json)));
    }

    public Condition or(Condition other) {
        return new Condition(Map.of("or", List.of(json, other.json)));
    }

    public Condition not() {
        return new Condition(Map.of("not", json));
    }

    /** Where a field is, from the model that is asked for: relations, then the field. */
    public record Path(List<String> names) {
        public Path then(String name) {
            List<String> longer = new ArrayList<>(names);
            longer.add(name);
            return new Path(List.copyOf(longer));
        }

        Condition tested(String word, Object operand) {
            Map<String, Object> json = Collections.singletonMap(word, operand);
            for (String name : names.reversed()) {
                json = Map.of(name, json);
            }
            return new Condition(json);
        }
    }

    /** The tests that every field has. */
    public static class Tests<V> {
        final Path path;

        public Tests(Path path) {
            this.path = path;
        }

        /** @param value may be null */
        public Condition eq(V value) {
            return path.tested("eq", value);
        }

        /** @param value may be null */
        public Condition ne(V value) {
            return path.tested("ne", value);
        }

        public Condition exists() {
            return path.tested("attributeExists", true);
        }
    }

    /** The tests of values with an order. */
    public static class OrderedTests<V> extends Tests<V> {
        public OrderedTests(Path path) {
            super(path);
        }

        public Condition gt(V value) {
            return path.tested("gt", value);
        }

        public Condition ge(V value) {
            return path.tested("ge", value);
        }

        public Condition lt(V value) {
            return path.tested("lt", value);
        }

        public Condition le(V value) {
            return path.tested("le", value);
        }

        public Condition between(V low, V high) {
            return path.tested("between", List.of(low, high));
        }

        public Condition in(List<V> values) {
            return path.tested("in", values);
        }

        public Condition notIn(List<V> values) {
            return path.tested("notIn", values);
        }
    }

    /** The tests of texts. */
    public static final class TextTests<V> extends OrderedTests<V> {
        public TextTests(Path path) {
            super(path);
        }

        public Condition contains(String part) {
            return path.tested("contains", part);
        }

        public Condition notContains(String part) {
            return path.tested("notContains", part);
        }

        public Condition beginsWith(String start) {
            return path.tested("beginsWith", start);
        }

        /** Of a String that the sidecar searches by its words, {@code wor*} by beginnings; not in observations. */
        public Condition search(String words) {
            return path.tested("search", words);
        }
    }

    /** The tests of lists. */
    public static final class ListTests<V> {
        private final Path path;

        public ListTests(Path path) {
            this.path = path;
        }

        public Condition contains(V element) {
            return path.tested("contains", element);
        }

        public Condition notContains(V element) {
            return path.tested("notContains", element);
        }

        public Condition exists() {
            return path.tested("attributeExists", true);
        }
    }
}
