package dev.outrigger.backend.graphql.sdl;

import java.util.ArrayList;
import java.util.List;

/// One type of a schema document, as text.
///
/// @param header keyword and name, such as `input CreatePostInput`
/// @param members one line each
record TypeDefinition(String header, List<String> members) {
    TypeDefinition {
        members = List.copyOf(members);
    }

    static TypeDefinition type(String name, List<String> members) {
        return new TypeDefinition("type " + name, members);
    }

    static TypeDefinition input(String name, List<String> members) {
        return new TypeDefinition("input " + name, members);
    }

    static TypeDefinition enumeration(String name, List<String> values) {
        return new TypeDefinition("enum " + name, values);
    }

    /// The same type with further members at its end.
    TypeDefinition and(List<String> more) {
        List<String> all = new ArrayList<>(members);
        all.addAll(more);
        return new TypeDefinition(header, all);
    }

    String text() {
        return header + " {\n  " + String.join("\n  ", members) + "\n}\n";
    }
}
