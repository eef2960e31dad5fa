package xyz.anipub.engineio.websocket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes down what a decoder finds, and with what it ends. */
class RecordingSink implements FrameSink {

    private final List<String> events = new ArrayList<>();

    @Override
    public void text(String message) {
        events.add("text " + message);
    }

    @Override
    public void binary(byte[] message) {
        events.add("binary " + hex(message));
    }

    @Override
    public void ping(byte[] payload) {
        events.add("ping " + hex(payload));
    }

    @Override
    public void pong(byte[] payload) {
        events.add("pong " + hex(payload));
    }

    @Override
    public void close(int code, String reason) {
        events.add("close " + code + " " + reason);
    }

    /** Feeds a decoder, and writes down the violation that it finds. */
    RecordingSink read(FrameDecoder decoder, byte[] bytes) {
        return read(decoder, ByteBuffer.wrap(bytes.clone()));
    }

    RecordingSink read(FrameDecoder decoder, ByteBuffer bytes) {
        try {
            decoder.decode(bytes, this);
        } catch (ProtocolViolationException e) {
            events.add("violation " + e.closeCode() + " " + e.getMessage());
        }
        return this;
    }

    List<String> events() {
        return events;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
