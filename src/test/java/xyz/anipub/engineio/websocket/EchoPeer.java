package xyz.anipub.engineio.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A server without a network that sends every message back, as the Autobahn suite asks for; made of the parts that a real
 * one is made of. What it sends is read again from the bytes, and written down.
 */
final class EchoPeer implements FrameSink {

    private static final int LIMIT = 1 << 20;

    private final FrameDecoder decoder = new FrameDecoder(LIMIT);
    private final Pongs pongs = new Pongs();
    private final ClosingHandshake closing = new ClosingHandshake();
    private final List<String> answers = new ArrayList<>();

    /** A chunk of what the client sends comes in. */
    void receive(byte[] chunk) {
        boolean ended = closing.isOver();
        try {
            decoder.decode(ByteBuffer.wrap(chunk), this);
        } catch (ProtocolViolationException e) {
            closing.fail(e).ifPresent(this::send);
        }
        if (closing.isOver() && !ended) {
            answers.add("end");
        }
    }

    /** Closes, and goes on reading. */
    void close(int code) {
        closing.begin(code, "").ifPresent(this::send);
    }

    /** Such as {@code text hi}, {@code close 1000}, and {@code end} when it ends the connection. */
    List<String> answers() {
        return answers;
    }

    @Override
    public void text(String message) {
        sendIfOpen(FrameEncoder.text(message));
    }

    @Override
    public void binary(byte[] message) {
        sendIfOpen(FrameEncoder.binary(message));
    }

    @Override
    public void ping(byte[] payload) {
        pongs.owe(payload);
        pongs.take().ifPresent(this::sendIfOpen);
    }

    @Override
    public void pong(byte[] payload) {
        // It asks for nothing.
    }

    @Override
    public void close(int code, String reason) {
        closing.received(code).ifPresent(this::send);
    }

    private void sendIfOpen(byte[] frame) {
        if (!closing.isSent()) {
            send(frame);
        }
    }

    /** Reads the frame as a client would, strictly: final, without reserved bits and mask, in as few bytes as possible. */
    private void send(byte[] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        int first = bytes.get() & 0xff;
        int length = bytes.get();
        if (length == 126) {
            length = bytes.getShort() & 0xffff;
        } else if (length == 127) {
            length = Math.toIntExact(bytes.getLong());
        }
        if (bytes.remaining() != length) {
            throw new AssertionError(length + " bytes announced, sent " + bytes.remaining());
        }
        answers.add(
                switch (first) {
                    case 0x81 -> "text " + UTF_8.decode(bytes);
                    case 0x82 -> "binary " + HexFormat.of().formatHex(frame, bytes.position(), frame.length);
                    case 0x88 -> "close" + (length == 0 ? "" : " " + (bytes.getShort() & 0xffff));
                    case 0x8a -> "pong " + ISO_8859_1.decode(bytes);
                    default -> throw new AssertionError("a frame that begins with " + first);
                });
    }
}
