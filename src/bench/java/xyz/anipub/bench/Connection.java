package xyz.anipub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One Socket.IO client on one WebSocket. For the one thread of its {@link Swarm} only. */
final class Connection {

    private static final int OPENING = 0;
    private static final int UPGRADING = 1;
    private static final int SPEAKING = 2;
    private static final int CLOSED = 3;
    private static final ByteBuffer PONG = Wire.frame("3");

    private final Swarm swarm;
    private final Target target;
    private final Person person;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
    private final Map<Integer, LongConsumer> acks = new HashMap<>();
    private @Nullable ByteBuffer rest;
    private int state = OPENING;
    private boolean connected;
    private boolean reading = true;
    private int lastAck;

    /** Begins to connect. */
    Connection(Swarm swarm, Selector selector, Target target, Person person) throws IOException {
        this.swarm = swarm;
        this.target = target;
        this.person = person;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress("127.0.0.1", target.port()));
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    Swarm swarm() {
        return swarm;
    }

    Person person() {
        return person;
    }

    /** Whether the server has taken it into the namespace. */
    boolean isConnected() {
        return connected;
    }

    /** An event with one argument, which is JSON. */
    void emit(String event, String json) {
        say("42[\"" + event + "\"," + json + "]");
    }

    /** The same, with an ack; what is done then is told the time. */
    void ask(String event, String json, LongConsumer answered) {
        int id = lastAck++;
        acks.put(id, answered);
        say("42" + id + "[\"" + event + "\"," + json + "]");
    }

    private void say(String text) {
        try {
            write(Wire.frame(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on nothing is read, or again. */
    void reading(boolean wanted) {
        reading = wanted;
        interest();
    }

    /** Leaves the namespace and closes. */
    void leave() throws IOException {
        if (connected && unsent.isEmpty()) {
            try {
                channel.write(Wire.frame("41"));
            } catch (IOException gone) {
                // The server was faster.
            }
        }
        close();
    }

    void close() throws IOException {
        if (state != CLOSED) {
            state = CLOSED;
            connected = false;
            channel.close();
        }
    }

    /** Does what the channel is ready for. */
    void ready(ByteBuffer buffer) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            state = UPGRADING;
            interest();
            write(Wire.upgrade("127.0.0.1:" + target.port(), swarm.path()));
            return;
        }
        if (key.isWritable()) {
            flush();
        }
        if (key.isReadable()) {
            read(buffer);
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (rest != null) {
            buffer.put(rest);
            rest = null;
        }
        int count = channel.read(buffer);
        if (count < 0) {
            close();
            swarm.closed(this);
            return;
        }
        long now = System.nanoTime();
        buffer.flip();
        int at = state == UPGRADING ? answer(buffer) : 0;
        int end = buffer.limit();
        while (state == SPEAKING && end - at >= 2) {
            int next = message(buffer, at, end, now);
            if (next < 0) {
                break;
            }
            at = next;
        }
        if (at < end && state != CLOSED) {
            rest = ByteBuffer.allocate(end - at).put(0, buffer, at, end - at);
        }
    }

    /** The end of the answer to the upgrade, 0 while it has not come whole. */
    private int answer(ByteBuffer buffer) throws IOException {
        String head = StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return 0;
        }
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("No WebSocket: " + head.lines().findFirst().orElse(""));
        }
        state = SPEAKING;
        return end + 4;
    }

    /** Takes the frame at a place and returns its end, or -1 if it has not come whole. */
    private int message(ByteBuffer buffer, int at, int end, long now) throws IOException {
        int length = buffer.get(at + 1) & 0x7f;
        int from = at + 2;
        if (length == 126) {
            from += 2;
            length = end < from ? Integer.MAX_VALUE : buffer.getShort(at + 2) & 0xffff;
        } else if (length == 127) {
            from += 8;
            length = end < from ? Integer.MAX_VALUE : (int) buffer.getLong(at + 2);
        }
        if (length > end - from) {
            return -1;
        }
        int opcode = buffer.get(at) & 0x8f;
        if (opcode == 0x81) {
            text(buffer, from, from + length, now);
        } else if (opcode == 0x88) {
            close();
            swarm.closed(this);
        } else if (opcode != 0x8a) {
            throw new IOException("Unexpected frame " + Integer.toHexString(opcode));
        }
        return from + length;
    }

    private void text(ByteBuffer buffer, int from, int to, long now) throws IOException {
        int type = buffer.get(from);
        int kind = to - from > 1 ? buffer.get(from + 1) : 0;
        if (type == '4' && kind == '2') {
            swarm.event(this, buffer, from, to, now);
        } else if (type == '4' && kind == '3') {
            LongConsumer answered = acks.remove(Wire.number(buffer, from + 2, to));
            swarm.acked(buffer, from, to);
            answered.accept(now);
        } else if (type == '2') {
            write(PONG.duplicate());
        } else if (type == '0') {
            write(Wire.frame("40" + target.auth(person)));
        } else if (type == '4' && kind == '0') {
            connected = true;
        } else {
            throw new IOException("Unexpected message " + Wire.text(buffer, from, to));
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (unsent.isEmpty()) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            unsent.add(bytes);
            interest();
        }
    }

    private void flush() throws IOException {
        while (!unsent.isEmpty()) {
            channel.write(unsent.peek());
            if (unsent.peek().hasRemaining()) {
                return;
            }
            unsent.poll();
        }
        interest();
    }

    private void interest() {
        key.interestOps((reading ? SelectionKey.OP_READ : 0) | (unsent.isEmpty() ? 0 : SelectionKey.OP_WRITE));
    }
}
