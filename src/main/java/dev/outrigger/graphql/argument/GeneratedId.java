package dev.outrigger.graphql.argument;

import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Shape;

/// Which fields a create fills with a random id when the client leaves them out.
public final class GeneratedId {
    private GeneratedId() {}

    /// True of a required `id`, also where it is not the key.
    public static boolean fills(Field field) {
        return field.name().equals("id")
                && field.shape().equals(new Shape.Single(true))
                && (field.type() == Scalar.ID || field.type() == Scalar.STRING);
    }
}
