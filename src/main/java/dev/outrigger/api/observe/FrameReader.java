package dev.outrigger.api.observe;

import dev.outrigger.api.problem.ObserveProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.JsonText;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads the frames that clients send over a WebSocket.
final class FrameReader {
    private static final int ID_LENGTH = 128;
    private static final String STOP = "stop";
    private static final List<String> TYPES =
            Stream.concat(WishReader.TYPES.stream(), Stream.of(STOP)).toList();

    private final WishReader wishes;

    FrameReader(WishReader wishes) {
        this.wishes = wishes;
    }

    /// A frame whose id is known, so that everything else wrong with it can be told under that id.
    record Envelope(String id, String type, Map<String, @Nullable Object> json) {
        private WishReader.Wording wording() {
            Map<String, @Nullable Object> members = new LinkedHashMap<>(json);
            members.keySet().removeAll(List.of("id", "type"));
            return new WishReader.Wording(
                    id, members, (member, reason) -> invalid("/" + member, reason));
        }
    }

    Envelope envelope(byte[] text) {
        if (!(JsonText.read("frame", text) instanceof Map<?, ?> map)) {
            throw invalid("", "a frame is a JSON object");
        }
        Map<String, @Nullable Object> json = JsonText.object(map);
        String id = text(json, "id");
        if (id == null || id.isEmpty() || id.length() > ID_LENGTH) {
            throw invalid("/id", "a string of 1 to " + ID_LENGTH + " characters is needed");
        }
        String type = text(json, "type");
        if (type == null) {
            throw invalid("/type", "one of " + String.join(", ", TYPES) + " is needed");
        }
        return new Envelope(id, type, json);
    }

    ClientFrame read(Envelope envelope) {
        WishReader.Wording wording = envelope.wording();
        if (envelope.type().equals(STOP)) {
            wording.allow(STOP, List.of());
            return new ClientFrame.Stop(envelope.id());
        }
        return wishes.read(envelope.type(), wording)
                .orElseThrow(
                        () ->
                                RequestRefused.because(
                                        new ObserveProblem.FrameTypeUnknown(
                                                envelope.type(), TYPES)));
    }

    private static @Nullable String text(Map<String, @Nullable Object> json, String name) {
        return switch (json.get(name)) {
            case null -> null;
            case String text -> text;
            default -> throw invalid("/" + name, "a string is needed");
        };
    }

    private static RequestRefused invalid(String path, String reason) {
        return RequestRefused.because(new ObserveProblem.FrameInvalid(path, reason));
    }
}
