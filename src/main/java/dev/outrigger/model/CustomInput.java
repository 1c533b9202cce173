package dev.outrigger.model;

import java.util.List;

/// An input type that a schema declares itself.
///
/// @param text its definition as GraphQL text
public record CustomInput(String name, List<Slot> members, String text) {
    public CustomInput {
        members = List.copyOf(members);
    }
}
