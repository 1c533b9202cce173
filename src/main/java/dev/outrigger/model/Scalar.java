package dev.outrigger.model;

import java.util.Optional;

/// A scalar type of the AppSync type system, and the Java type that its values have in an item.
///
/// A list field holds a `List` of these, an embedded field a `Map` from sub-field name to value.
public enum Scalar implements FieldType {
    /// `String`, never empty in a key.
    ID,
    /// `String`.
    STRING("String"),
    /// `Integer`, 32 bits.
    INT("Int"),
    /// `Double`, finite.
    FLOAT("Float"),
    /// `Boolean`.
    BOOLEAN("Boolean"),
    /// `String`: `YYYY-MM-DD` with an optional offset.
    AWS_DATE("AWSDate"),
    /// `String`: `hh:mm[:ss[.fff]]` with an optional offset.
    AWS_TIME("AWSTime"),
    /// `String`: date and time with a mandatory offset.
    AWS_DATE_TIME("AWSDateTime"),
    /// `Long`: whole seconds since the epoch, may be negative.
    AWS_TIMESTAMP("AWSTimestamp"),
    /// `String`.
    AWS_EMAIL("AWSEmail"),
    /// Any JSON value in decoded form: `Map`, `List`, `String`, `Number` or `Boolean`.
    /// On the wire of the contract it is a string that holds JSON.
    AWS_JSON("AWSJSON"),
    /// `String` with a scheme.
    AWS_URL("AWSURL"),
    /// `String`.
    AWS_PHONE("AWSPhone"),
    /// `String`: an IPv4 or IPv6 address.
    AWS_IP_ADDRESS("AWSIPAddress");

    private final String typeName;

    Scalar() {
        this.typeName = name();
    }

    Scalar(String typeName) {
        this.typeName = typeName;
    }

    /// The type's name in GraphQL.
    @Override
    public String typeName() {
        return typeName;
    }

    /// The scalar of a GraphQL type name, or empty when the name is not a scalar's.
    public static Optional<Scalar> named(String typeName) {
        for (Scalar scalar : values()) {
            if (scalar.typeName.equals(typeName)) {
                return Optional.of(scalar);
            }
        }
        return Optional.empty();
    }
}
