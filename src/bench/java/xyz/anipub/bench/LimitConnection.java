package xyz.anipub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One client of {@link LimitMain}, which understands what the generator says, and no more. */
final class LimitConnection {

    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final byte[] HANDSHAKE = frame(
            "0{\"sid\":\"limit\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    private static final byte[] CONNECTED = frame("40{\"sid\":\"limit\"}");
    private static final Map<String, List<LimitConnection>> ROOMS = new HashMap<>();

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Set<LimitConnection> touched;
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private final List<List<LimitConnection>> rooms = new ArrayList<>();
    private byte[] unread = {};
    private @Nullable ByteBuffer unsent;
    private boolean upgraded;

    /** @param touched who has something to write at the end of the turn */
    LimitConnection(SocketChannel channel, SelectionKey key, Set<LimitConnection> touched) {
        this.channel = channel;
        this.key = key;
        this.touched = touched;
    }

    void ready(ByteBuffer buffer) throws IOException {
        if (key.isWritable()) {
            touched.add(this);
        }
        if (!key.isReadable()) {
            return;
        }
        buffer.clear().put(unread);
        try {
            if (channel.read(buffer) < 0) {
                close();
                return;
            }
        } catch (IOException reset) {
            close();
            return;
        }
        buffer.flip();
        if (!upgraded) {
            upgrade(buffer);
        }
        while (upgraded && message(buffer)) {
            // The next one.
        }
        unread = new byte[buffer.remaining()];
        buffer.get(unread);
    }

    private void upgrade(ByteBuffer buffer) {
        String head = StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        buffer.position(end + 4);
        String name = "Sec-WebSocket-Key: ";
        int at = head.indexOf(name) + name.length();
        send(("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: "
                        + accept(head.substring(at, head.indexOf('\r', at))) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        send(HANDSHAKE);
        upgraded = true;
    }

    private static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder()
                    .encodeToString(sha1.digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes one frame, all of which are masked; false if it has not come whole. */
    private boolean message(ByteBuffer buffer) {
        if (buffer.remaining() < 8) {
            return false;
        }
        int start = buffer.position();
        int length = buffer.get(start + 1) & 0x7f;
        int mask = start + 2;
        if (length == 126) {
            length = buffer.getShort(start + 2) & 0xffff;
            mask += 2;
        }
        if (buffer.limit() - mask - 4 < length) {
            return false;
        }
        byte[] content = new byte[length];
        buffer.get(mask + 4, content);
        for (int i = 0; i < length; i++) {
            content[i] ^= buffer.get(mask + (i & 3));
        }
        buffer.position(mask + 4 + length);
        understand(new String(content, StandardCharsets.ISO_8859_1));
        return true;
    }

    private void understand(String text) {
        if (text.startsWith("42")) {
            event(text);
        } else if (text.startsWith("40")) {
            send(CONNECTED);
        } else if (text.startsWith("41")) {
            close();
        }
    }

    /** {@code 42<ack>["<event>",<argument>]} */
    private void event(String text) {
        int open = text.indexOf('[');
        String ack = text.substring(2, open);
        int comma = text.indexOf(',');
        String event = text.substring(open + 2, comma - 1);
        switch (event) {
            case "echo" -> send(frame("43" + ack + "[" + text.substring(comma + 1)));
            case "join_room" -> {
                join(roomOf(text));
                send(frame("43" + ack + "[{\"ok\":true}]"));
            }
            default -> {
                byte[] frame = frame("42[\"receive_message\"" + text.substring(comma));
                for (LimitConnection member : roomOf(text)) {
                    member.send(frame);
                }
            }
        }
    }

    private static List<LimitConnection> roomOf(String text) {
        String name = "\"roomId\":\"";
        int at = text.indexOf(name) + name.length();
        return ROOMS.computeIfAbsent(text.substring(at, text.indexOf('"', at)), room -> new ArrayList<>());
    }

    private void join(List<LimitConnection> room) {
        room.add(this);
        rooms.add(room);
    }

    private void send(byte[] frame) {
        frames.add(frame);
        touched.add(this);
    }

    /** Writes what there is in one piece; what does not fit waits for the socket. */
    void flush(ByteBuffer buffer) throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try {
            boolean all = unsent == null || !write(unsent).hasRemaining();
            while (all && !frames.isEmpty()) {
                buffer.clear();
                while (!frames.isEmpty() && frames.peek().length <= buffer.remaining()) {
                    buffer.put(frames.poll());
                }
                all = !write(buffer.flip()).hasRemaining();
                if (!all) {
                    unsent = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
                }
            }
            if (all) {
                unsent = null;
            }
            key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } catch (IOException reset) {
            close();
        }
    }

    private ByteBuffer write(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        return bytes;
    }

    private void close() {
        rooms.forEach(room -> room.remove(this));
        try {
            channel.close();
        } catch (IOException gone) {
            // So it is.
        }
    }

    /** One final text frame (RFC 6455 section 5.2), not masked. */
    private static byte[] frame(String text) {
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        int header = content.length <= 125 ? 2 : 4;
        ByteBuffer frame = ByteBuffer.allocate(header + content.length).put((byte) 0x81);
        if (header == 2) {
            frame.put((byte) content.length);
        } else {
            frame.put((byte) 126).putShort((short) content.length);
        }
        return frame.put(content).array();
    }
}
