package xyz.anipub.socketio.adapter.redis.codec;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.DisconnectSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsJoin;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsLeave;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;
import xyz.anipub.socketio.adapter.log.EntryId;

/**
 * The streams family: what all have to hear is an entry of the stream, with the fields {@code uid}, {@code nsp}, {@code type}
 * and {@code data}; requests and answers are published, in MessagePack. For one namespace on one node; thread-safe.
 *
 * <p>All reading methods throw {@link MalformedMessageException} for what is no message; who reads a stream has to be past
 * an entry before it is handled, or a bad one is read for ever.
 */
public final class StreamsCodec {

    private final ClusterEnvelope envelope;
    private final ValueBytes values;

    /** @param uid this node's for the namespace, see {@link NodeIds#cluster}; or {@link Incoming#EMITTER} */
    public StreamsCodec(String namespace, String uid, MessageLimits limits) {
        this.envelope = new ClusterEnvelope(namespace, uid);
        this.values = new ValueBytes(limits);
    }

    /** Whether a node adds it to the stream; else it publishes it. An emitter adds {@code ServerSideEmit}, too. */
    public static boolean isForStream(ClusterMessage message) {
        return message instanceof Broadcast
                || message instanceof SocketsJoin
                || message instanceof SocketsLeave
                || message instanceof DisconnectSockets;
    }

    /**
     * The fields of an entry, in Node's order.
     *
     * @throws IllegalArgumentException if this family has no such message, it is for this node only, or it is too long
     */
    public Map<String, byte[]> encodeEntry(ClusterMessage message) {
        ClusterEnvelope.Content content = envelope.content(message);
        Map<String, byte[]> entry = new LinkedHashMap<>();
        envelope.sender().forEach((key, value) -> entry.put(key, bytes(value.toString())));
        entry.put("type", bytes(String.valueOf(content.type())));
        entry.put("data", values.checked(data(content.fields())));
        return entry;
    }

    private byte[] data(JsonValue fields) {
        return ValueBytes.hasBinary(fields)
                ? Base64.getEncoder().encode(values.writeMsgpack(fields))
                : values.writeJson(fields);
    }

    /**
     * What another node has added.
     *
     * @return empty if it is this node's own, of another namespace or none, or of an unknown type
     */
    public Optional<Incoming> decodeEntry(EntryId id, Map<String, byte[]> entry) {
        return decodeEntry(entry).map(incoming -> new Incoming(incoming.from(), incoming.message(), Optional.of(id)));
    }

    Optional<Incoming> decodeEntry(Map<String, byte[]> entry) {
        return envelope.isOwn(from(entry)) ? Optional.empty() : message(entry);
    }

    /** A broadcast that somebody missed, whoever added it; empty for all other entries. */
    public Optional<Broadcast> replayEntry(Map<String, byte[]> entry) {
        return message(entry)
                .map(Incoming::message)
                .filter(Broadcast.class::isInstance)
                .map(Broadcast.class::cast);
    }

    private Optional<Incoming> message(Map<String, byte[]> entry) {
        if (!envelope.isForThis(text(entry, "nsp"))) {
            return Optional.empty();
        }
        int type = type(entry);
        if (!ClusterEnvelope.isKnown(type)) {
            return Optional.empty();
        }
        byte[] data = entry.get("data");
        if (data == null) {
            throw new MalformedMessageException("entry has no data");
        }
        Fields fields = Fields.of("data", value(data));
        return Optional.of(new Incoming(from(entry), envelope.message(type, fields)));
    }

    private JsonValue value(byte[] data) {
        values.checkLength(data);
        if (data.length > 0 && data[0] == '{') {
            return values.read(data);
        }
        try {
            return values.readMsgpack(Base64.getDecoder().decode(data));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("data is neither JSON nor base64", e);
        }
    }

    private static int type(Map<String, byte[]> entry) {
        return text(entry, "type")
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElseThrow(() -> new MalformedMessageException("entry has no type"));
    }

    /** Who added it, if it says so. */
    public static Optional<String> from(Map<String, byte[]> entry) {
        return text(entry, "uid");
    }

    /** Nothing if it is longer than any of ours may be. */
    private static Optional<String> text(Map<String, byte[]> entry, String field) {
        return Optional.ofNullable(entry.get(field))
                .filter(bytes -> bytes.length <= 1_000)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What is published to the namespace's channel, or, an answer, to the asker's.
     *
     * @throws IllegalArgumentException if this family has no such message, it is for this node only, or it is too long
     */
    public byte[] encode(ClusterMessage message) {
        return values.writeMsgpack(envelope.wrap(message));
    }

    /** @return empty if it is this node's own, of another namespace or none, or of an unknown type */
    public Optional<Incoming> decode(byte[] message) {
        return envelope.open(values.readMsgpack(message));
    }
}
