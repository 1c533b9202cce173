package dev.outrigger.predicate;

import java.util.Optional;

/// A comparison of the predicate grammar. Words and meaning are AppSync's, null handling is
/// DataStore's: see [Predicate].
public enum Operator {
    EQ("eq"),
    NE("ne"),
    GT("gt"),
    GE("ge"),
    LT("lt"),
    LE("le"),
    /// Two operands, both ends included.
    BETWEEN("between"),
    /// A list of operands; an empty list matches nothing.
    IN("in"),
    /// A list of operands; an empty list matches everything.
    NOT_IN("notIn"),
    /// A substring of a string, or an element of a list.
    CONTAINS("contains"),
    NOT_CONTAINS("notContains"),
    BEGINS_WITH("beginsWith"),
    /// Operand `true`: the value is not null. Operand `false`: it is null.
    ATTRIBUTE_EXISTS("attributeExists"),
    /// A word of [AttributeType], which the value's type is.
    ATTRIBUTE_TYPE("attributeType");

    private final String word;

    Operator(String word) {
        this.word = word;
    }

    /// The operator's name in JSON and in GraphQL.
    public String word() {
        return word;
    }

    public static Optional<Operator> of(String word) {
        for (Operator operator : values()) {
            if (operator.word.equals(word)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }
}
