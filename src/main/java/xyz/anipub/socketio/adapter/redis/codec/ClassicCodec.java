package xyz.anipub.socketio.adapter.redis.codec;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Answer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.BroadcastWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientAck;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;
import xyz.anipub.socketio.msgpack.ValueWriter;
import xyz.anipub.socketio.packet.Arguments;

/**
 * The classic family: broadcasts are {@code [uid, packet, opts]} in MessagePack; requests and answers are JSON, but
 * MessagePack where clients' values are in them. For one namespace on one node; thread-safe.
 *
 * <p>What to read with which method follows from the channel. All reading methods throw
 * {@link MalformedMessageException} for what is no message; all writing ones {@link IllegalArgumentException} for a message
 * that is for this node only, too long, or of another kind. The {@code parser} option of Node's adapter is not supported.
 */
public final class ClassicCodec {

    private static final int PARTS = 3;

    private final String namespace;
    private final String uid;
    private final ValueBytes values;
    private final ClassicRequests requests;
    private final byte[] ownBeginning;

    /** @param uid this node's for the namespace, see {@link NodeIds#classic}; or {@link Incoming#EMITTER} */
    public ClassicCodec(String namespace, String uid, MessageLimits limits) {
        this.namespace = namespace;
        this.uid = uid;
        this.values = new ValueBytes(limits);
        this.requests = new ClassicRequests(namespace, uid);
        this.ownBeginning = new ValueWriter().arrayHeader(PARTS).text(uid).toByteArray();
    }

    public byte[] encodeBroadcast(Broadcast broadcast) {
        return values.writeMsgpack(Arguments.value(
                List.of(uid, Parts.packetWithNamespace(broadcast.event()), Parts.options(broadcast.options()))));
    }

    /** @return empty if it is this node's own, which come back to it, or of another namespace */
    public Optional<Incoming> decodeBroadcast(byte[] message) {
        if (isOwn(message)) {
            return Optional.empty();
        }
        if (!(values.readMsgpack(message) instanceof JsonArray parts) || parts.size() < PARTS) {
            throw new MalformedMessageException("broadcast is not a list of three");
        }
        Optional<String> from = Arguments.text(parts.get(0));
        Fields packet = Fields.of("packet", parts.get(1));
        if (from.filter(uid::equals).isPresent() || !Parts.isOf(namespace, packet)) {
            return Optional.empty();
        }
        Fields opts = Fields.of("opts", parts.get(2));
        return Optional.of(new Incoming(from, new Broadcast(Parts.event(packet, namespace), Parts.options(opts))));
    }

    /** Seen without reading it. */
    private boolean isOwn(byte[] message) {
        int length = ownBeginning.length;
        return message.length >= length && Arrays.equals(message, 0, length, ownBeginning, 0, length);
    }

    public byte[] encodeRequest(ClusterMessage request) {
        JsonValue written = requests.write(request);
        return request instanceof BroadcastWithAck ? values.writeMsgpack(written) : values.writeJson(written);
    }

    /** @return empty if it is this node's own, of another namespace, or of an unknown type */
    public Optional<Incoming> decodeRequest(byte[] message) {
        return requests.read(values.read(message));
    }

    public byte[] encodeAnswer(Answer answer) {
        JsonValue written = ClassicAnswers.write(answer);
        return answer instanceof ClientAck ? values.writeMsgpack(written) : values.writeJson(written);
    }

    /** @return empty if it is of an unknown type; that it answers a question of this node, only its id can tell */
    public Optional<Answer> decodeAnswer(byte[] message) {
        return ClassicAnswers.read(values.read(message));
    }
}
