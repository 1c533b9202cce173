package dev.outrigger.killloop;

/// What a client knows of an edit.
enum Answer {
    /// It was promised to last.
    PROMISED,
    /// It was refused: it has no effect.
    REFUSED,
    /// There was no answer, or one that says nothing: it may have happened or not.
    OPEN
}
