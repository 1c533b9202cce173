package dev.outrigger.api.observe;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;

import java.util.function.Consumer;

/// Puts the frames of WebSocket together to messages, and gives up on one that grows beyond the
/// limit while it still arrives.
final class Messages implements Handler<WebSocketFrame> {
    /// Who gets the messages.
    ///
    /// @param text in UTF-8, unchecked
    /// @param binary called once per message, without it
    /// @param tooLarge called once; nothing is called after it
    record Receiver(Consumer<byte[]> text, Runnable binary, Runnable tooLarge) {}

    private final int limit;
    private final Receiver receiver;
    private Buffer message = Buffer.buffer();
    private boolean gaveUp;

    /// The rest of a binary message is on its way.
    private boolean skipping;

    Messages(int limit, Receiver receiver) {
        this.limit = limit;
        this.receiver = receiver;
    }

    @Override
    public void handle(WebSocketFrame frame) {
        if (gaveUp) {
            return;
        }
        if (frame.isBinary()) {
            receiver.binary().run();
            skipping = !frame.isFinal();
        } else if (frame.isContinuation() && skipping) {
            skipping = !frame.isFinal();
        } else if (frame.isText() || frame.isContinuation()) {
            append(frame);
        }
    }

    private void append(WebSocketFrame frame) {
        Buffer part = frame.binaryData();
        if (message.length() + part.length() > limit) {
            gaveUp = true;
            message = Buffer.buffer();
            receiver.tooLarge().run();
            return;
        }
        message.appendBuffer(part);
        if (frame.isFinal()) {
            byte[] text = message.getBytes();
            message = Buffer.buffer();
            receiver.text().accept(text);
        }
    }
}
