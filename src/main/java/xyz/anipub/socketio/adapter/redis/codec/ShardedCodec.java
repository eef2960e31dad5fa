package xyz.anipub.socketio.adapter.redis.codec;

import java.util.Arrays;
import java.util.Optional;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;
import xyz.anipub.socketio.packet.Arguments;

/**
 * The sharded family: every message is {@code {type, data, uid, nsp}}, as JSON, or as MessagePack if there are bytes in it,
 * on whichever channel. For one namespace on one node; thread-safe.
 */
public final class ShardedCodec {

    private final ClusterEnvelope envelope;
    private final ValueBytes values;
    private final byte[] endInJson;
    private final byte[] endInMsgpack;

    /** @param uid this node's for the namespace, see {@link NodeIds#cluster}; or {@link Incoming#EMITTER} */
    public ShardedCodec(String namespace, String uid, MessageLimits limits) {
        this.envelope = new ClusterEnvelope(namespace, uid);
        this.values = new ValueBytes(limits);
        // A map's end is the same whatever stands before it.
        var sender = Arguments.value(envelope.sender());
        this.endInJson = withoutFirst(values.writeJson(sender));
        this.endInMsgpack = withoutFirst(values.writeMsgpack(sender));
    }

    private static byte[] withoutFirst(byte[] bytes) {
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    /** @throws IllegalArgumentException if this family has no such message, it is for this node only, or it is too long */
    public byte[] encode(ClusterMessage message) {
        return values.write(envelope.wrap(message));
    }

    /**
     * @return empty if it is this node's own, which come back to it, of another namespace, or of an unknown type
     * @throws MalformedMessageException if it is no message
     */
    public Optional<Incoming> decode(byte[] message) {
        return isOwn(message) ? Optional.empty() : envelope.open(values.read(message));
    }

    /** Seen without reading it: half of what comes to a busy node is its own. */
    private boolean isOwn(byte[] message) {
        return endsWith(message, endInJson) || endsWith(message, endInMsgpack);
    }

    private static boolean endsWith(byte[] message, byte[] end) {
        int from = message.length - end.length;
        return from >= 0 && Arrays.equals(message, from, message.length, end, 0, end.length);
    }
}
