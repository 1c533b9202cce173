package dev.outrigger.model;

/// The place of a value inside decoded JSON, as RFC 6901 writes it: `/tags/0`.
///
/// @param text empty for the whole value
public record JsonPointer(String text) {
    /// The whole value.
    public static final JsonPointer ROOT = new JsonPointer("");

    /// The place of a member of the object at this place.
    public JsonPointer member(String name) {
        return new JsonPointer(text + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /// The place of an element of the array at this place.
    public JsonPointer element(int index) {
        return new JsonPointer(text + "/" + index);
    }

    @Override
    public String toString() {
        return text;
    }
}
