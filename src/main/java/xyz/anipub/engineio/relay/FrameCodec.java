package xyz.anipub.engineio.relay;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import xyz.anipub.engineio.RelayedSocket.Message;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.packet.PayloadBody;

/**
 * Frames as bytes: a version, the sender, run, number, exchange, a type, and what the type has. Texts and arrays have their length in
 * front. Stateless.
 */
final class FrameCodec {

    private static final byte VERSION = 1;
    private static final int RUN_AT = 1 + SessionNames.NODE_LENGTH;
    /** Beyond it nobody counts. */
    private static final long MAX_COUNT = 1L << 53;

    private static final int MAX_TEXT = 256;

    /** A message of one byte takes forty of memory. */
    private static final int MAX_BATCH = 65_536;

    private enum Type {
        HERE,
        GONE,
        BEAT,
        LOST,
        FAIL,
        POLL,
        POST,
        CONNECT,
        ANSWER,
        TAKEN,
        REFUSAL,
        REJECTION,
        MESSAGES,
        WRITTEN,
        CLOSE,
        ABORT
    }

    private static final Type[] TYPES = Type.values();
    private static final HandshakeError[] ERRORS = HandshakeError.values();

    private FrameCodec() {}

    /** The bytes of a frame without run and number, which {@link #count} writes into it later. */
    static byte[] encode(String from, long exchange, Frame frame) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeBytes(from);
            out.writeLong(0);
            out.writeLong(0);
            out.writeLong(exchange);
            write(frame, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void count(byte[] message, long run, long number) {
        ByteBuffer.wrap(message).putLong(RUN_AT, run).putLong(RUN_AT + Long.BYTES, number);
    }

    private static void write(Frame frame, DataOutputStream out) throws IOException {
        if (frame instanceof Frame.Lost lost) {
            type(Type.LOST, out).writeLong(lost.run());
            out.writeBoolean(lost.isAgain());
        } else if (frame instanceof Frame.Beat beat) {
            type(Type.BEAT, out).writeBoolean(beat.isAsking());
        } else if (frame instanceof Frame.Fail fail) {
            text(fail.detail(), text(fail.sid(), type(Type.FAIL, out)));
        } else if (frame instanceof Frame.Poll poll) {
            text(poll.sid(), type(Type.POLL, out));
        } else if (frame instanceof Frame.Post post) {
            payload(post.payload(), text(post.sid(), type(Type.POST, out)));
        } else if (frame instanceof Frame.Connect connect) {
            text(connect.sid(), type(Type.CONNECT, out)).writeBoolean(connect.textOnly());
        } else if (frame instanceof Frame.Answer answer) {
            payload(answer.payload(), type(Type.ANSWER, out)).writeBoolean(answer.compressible());
        } else if (frame instanceof Frame.Rejection rejection) {
            type(Type.REJECTION, out).writeByte(rejection.error().ordinal());
        } else if (frame instanceof Frame.Messages messages) {
            messages(messages.batch(), type(Type.MESSAGES, out));
        } else if (frame instanceof Frame.Close close) {
            text(close.reason(), type(Type.CLOSE, out)).writeShort(close.code());
        } else {
            type(bare(frame), out);
        }
    }

    /** The type of a frame that is nothing else. */
    private static Type bare(Frame frame) {
        if (frame instanceof Frame.Here) {
            return Type.HERE;
        } else if (frame instanceof Frame.Gone) {
            return Type.GONE;
        } else if (frame instanceof Frame.Taken) {
            return Type.TAKEN;
        } else if (frame instanceof Frame.Refusal) {
            return Type.REFUSAL;
        } else if (frame instanceof Frame.Written) {
            return Type.WRITTEN;
        }
        return Type.ABORT;
    }

    private static DataOutputStream type(Type type, DataOutputStream out) throws IOException {
        out.writeByte(type.ordinal());
        return out;
    }

    /** What is longer than anybody reads is cut. */
    private static DataOutputStream text(String text, DataOutputStream out) throws IOException {
        byte[] utf8 = text.substring(0, Math.min(text.length(), MAX_TEXT / 3)).getBytes(StandardCharsets.UTF_8);
        out.writeShort(utf8.length);
        out.write(utf8);
        return out;
    }

    private static DataOutputStream payload(PayloadBody payload, DataOutputStream out) throws IOException {
        return content(payload.isBinary(), payload.content(), out);
    }

    private static void messages(List<Message> batch, DataOutputStream out) throws IOException {
        out.writeInt(batch.size());
        for (Message message : batch) {
            content(message.isBinary(), message.content(), out);
        }
    }

    private static DataOutputStream content(boolean isBinary, byte[] bytes, DataOutputStream out) throws IOException {
        out.writeBoolean(isBinary);
        out.writeInt(bytes.length);
        out.write(bytes);
        return out;
    }

    /** @throws MalformedFrameException if it is no frame; nothing else */
    static Envelope decode(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        try {
            if (in.get() != VERSION) {
                throw new MalformedFrameException("unknown version");
            }
            String from = name(in);
            long run = count(in);
            long number = count(in);
            long exchange = in.getLong();
            Frame frame = frame(in);
            if (in.hasRemaining()) {
                throw new MalformedFrameException("more than a frame");
            }
            return new Envelope(from, run, number, exchange, frame);
        } catch (BufferUnderflowException e) {
            throw new MalformedFrameException("truncated");
        }
    }

    private static String name(ByteBuffer in) {
        String name = new String(bytes(SessionNames.NODE_LENGTH, in), StandardCharsets.ISO_8859_1);
        if (!SessionNames.isNode(name)) {
            throw new MalformedFrameException("the sender has no name");
        }
        return name;
    }

    private static long count(ByteBuffer in) {
        long count = in.getLong();
        if (count < 0 || count > MAX_COUNT) {
            throw new MalformedFrameException("not a number that is counted to");
        }
        return count;
    }

    private static Frame frame(ByteBuffer in) {
        return switch (oneOf(TYPES, in)) {
            case HERE -> new Frame.Here();
            case GONE -> new Frame.Gone();
            case BEAT -> new Frame.Beat(flag(in));
            case LOST -> new Frame.Lost(count(in), flag(in));
            case FAIL -> new Frame.Fail(text(in), text(in));
            case POLL -> new Frame.Poll(text(in));
            case POST -> new Frame.Post(text(in), payload(in));
            case CONNECT -> new Frame.Connect(text(in), flag(in));
            case ANSWER -> new Frame.Answer(payload(in), flag(in));
            case TAKEN -> new Frame.Taken();
            case REFUSAL -> new Frame.Refusal();
            case REJECTION -> new Frame.Rejection(oneOf(ERRORS, in));
            case MESSAGES -> new Frame.Messages(messages(in));
            case WRITTEN -> new Frame.Written();
            case CLOSE -> close(in);
            case ABORT -> new Frame.Abort();
        };
    }

    private static Frame close(ByteBuffer in) {
        String reason = text(in);
        return new Frame.Close(in.getShort() & 0xffff, reason);
    }

    private static <T> T oneOf(T[] all, ByteBuffer in) {
        int index = in.get();
        if (index < 0 || index >= all.length) {
            throw new MalformedFrameException("unknown type");
        }
        return all[index];
    }

    private static boolean flag(ByteBuffer in) {
        return in.get() != 0;
    }

    private static String text(ByteBuffer in) {
        int length = in.getShort();
        if (length < 0 || length > MAX_TEXT) {
            throw new MalformedFrameException("a text that is too long");
        }
        return new String(bytes(length, in), StandardCharsets.UTF_8);
    }

    private static PayloadBody payload(ByteBuffer in) {
        boolean isBinary = flag(in);
        return new PayloadBody(content(in), isBinary);
    }

    private static List<Message> messages(ByteBuffer in) {
        int size = in.getInt();
        if (size < 0 || size > MAX_BATCH) {
            throw new MalformedFrameException("too many messages");
        }
        List<Message> batch = new ArrayList<>();
        // Each is there before there is room for it, so that a number alone costs nothing.
        for (int i = 0; i < size; i++) {
            boolean isBinary = flag(in);
            batch.add(new Message(isBinary, content(in)));
        }
        return batch;
    }

    private static byte[] content(ByteBuffer in) {
        return bytes(in.getInt(), in);
    }

    private static byte[] bytes(int length, ByteBuffer in) {
        if (length < 0 || length > in.remaining()) {
            throw new MalformedFrameException("truncated");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
