package dev.outrigger.api.observe;

import dev.outrigger.api.wire.Models;
import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.ObservedChange;
import dev.outrigger.sync.ItemChange;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The frames of the changes that were told last, so that a change which many clients observe is
/// encoded once and not by each of them. Used on one event loop.
final class ChangeFrames {
    /// How many characters of frames are kept. Clients that read as fast as changes come ask for
    /// the same few; the others encode again what they read late.
    private static final int KEPT_CHARACTERS = 1 << 20;

    private final Models models;
    private final Map<Told, Frame> frames = new LinkedHashMap<>();
    private long characters;

    /// A change is another one to who sees it begin to match than to who saw it before.
    private record Told(long logged, ItemChange.Kind kind, ItemKey key, long seq) {}

    ChangeFrames(Models models) {
        this.models = models;
    }

    Frame of(ObservedChange change) {
        ItemKey key = change.item().key();
        Told told = new Told(change.logged().seq(), change.kind(), key, change.seq());
        Frame known = frames.get(told);
        if (known != null) {
            return known;
        }
        Frame frame = Frames.change(change, models.named(key.model()));
        keep(told, frame);
        return frame;
    }

    private void keep(Told told, Frame frame) {
        frames.put(told, frame);
        characters += frame.members().length();
        Iterator<Frame> oldest = frames.values().iterator();
        while (characters > KEPT_CHARACTERS) {
            characters -= oldest.next().members().length();
            oldest.remove();
        }
    }
}
