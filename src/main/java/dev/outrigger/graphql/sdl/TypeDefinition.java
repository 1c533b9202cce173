package dev.outrigger.graphql.sdl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

    /// Types without members are not defined: GraphQL has none.
    boolean isEmpty() {
        return members.isEmpty();
    }

    /// The same type with the directives that `guards` has for it and its members.
    TypeDefinition guarded(Guards guards) {
        String name = header.substring(header.indexOf(' ') + 1);
        return new TypeDefinition(
                joined(header, guards.ofType(name)),
                members.stream()
                        .map(member -> joined(member, guards.ofField(name, nameOf(member))))
                        .toList());
    }

    private static String joined(String text, Set<String> directives) {
        return directives.isEmpty() ? text : text + " " + String.join(" ", directives);
    }

    /// A member begins with its name, and the rest with a bracket, a colon or nothing.
    private static String nameOf(String member) {
        return member.split("[(:]", 2)[0];
    }

    String text() {
        return header + " {\n  " + String.join("\n  ", members) + "\n}\n";
    }
}
