package xyz.anipub.socketio.adapter.redis.codec;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.adapter.SocketDetails;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.MalformedPacketException;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.PayloadShape;

/** What messages of all families are made of: packets, options, descriptions of sockets. Stateless. */
final class Parts {

    private static final int EVENT = 2;

    /** What emitters of long ago say of events with bytes in them; those stand where they belong all the same. */
    private static final int BINARY_EVENT = 5;

    private Parts() {}

    /** {@code {type: 2, data: [name, argument…]}}, where the message names the namespace. */
    static Map<String, Object> packet(Packet.Event event) {
        Map<String, Object> packet = new LinkedHashMap<>();
        packet.put("type", EVENT);
        packet.put("data", event.values());
        return packet;
    }

    /** {@code {type, data, nsp}}, where it does not. */
    static Map<String, Object> packetWithNamespace(Packet.Event event) {
        Map<String, Object> packet = packet(event);
        packet.put("nsp", event.namespace());
        return packet;
    }

    /** Whether a packet that names its namespace, or means the main one, is of this one. */
    static boolean isOf(String namespace, Fields packet) {
        JsonValue named = packet.value("nsp").orElse(JsonValue.NULL);
        return named.getValueType() == JsonValue.ValueType.NULL
                ? namespace.equals("/")
                : Arguments.text(named).filter(namespace::equals).isPresent();
    }

    /** The event for clients that a packet is; its namespace is not looked at. */
    static Packet.Event event(Fields packet, String namespace) {
        int type = packet.number("type");
        if (type != EVENT && type != BINARY_EVENT) {
            throw new MalformedMessageException("packet is not an event");
        }
        try {
            return PayloadShape.event(namespace, OptionalLong.empty(), packet.value("data"));
        } catch (MalformedPacketException e) {
            throw new MalformedMessageException("packet is not an event: " + e.getMessage(), e);
        }
    }

    /** The event for servers that a list is; it has a name, and even that of a client's own event. */
    static Packet.Event serverEvent(Fields fields, String key, String namespace) {
        List<JsonValue> values = fields.list(key);
        if (values.isEmpty() || !Packet.Event.isName(values.get(0))) {
            throw new MalformedMessageException(key + " is not an event");
        }
        return new Packet.Event(namespace, OptionalLong.empty(), values);
    }

    /** {@code {rooms, except, flags}}: all three, always. A broadcast without rooms is for everybody. */
    static Map<String, Object> options(BroadcastOptions options, Optional<Duration> timeout) {
        Map<String, Object> written = selection(options);
        Map<String, Object> flags = new LinkedHashMap<>();
        if (options.flags().isVolatile()) {
            flags.put("volatile", true);
        }
        if (!options.flags().isCompressed()) {
            flags.put("compress", false);
        }
        timeout.ifPresent(limit -> flags.put("timeout", limit.toMillis()));
        written.put("flags", flags);
        return written;
    }

    static Map<String, Object> options(BroadcastOptions options) {
        return options(options, Optional.empty());
    }

    /**
     * {@code {rooms, except}}.
     *
     * @throws IllegalArgumentException if they are for this node only
     */
    static Map<String, Object> selection(BroadcastOptions options) {
        if (options.isLocal()) {
            throw new IllegalArgumentException("what is local never leaves the node");
        }
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("rooms", rooms(options.rooms()));
        written.put("except", rooms(options.except()));
        return written;
    }

    /** In an order that is always the same. */
    static Collection<String> rooms(Collection<String> rooms) {
        return new TreeSet<>(rooms);
    }

    static BroadcastOptions options(Fields options) {
        return BroadcastOptions.everybody()
                .to(options.rooms("rooms"))
                .except(options.rooms("except"))
                .with(options.optionalFields("flags").map(Parts::flags).orElse(EventFlags.usual()));
    }

    /** Of the flags nobody depends on their being well-formed, Node neither. */
    private static EventFlags flags(Fields flags) {
        boolean isVolatile =
                flags.value("volatile").filter(JsonValue.TRUE::equals).isPresent();
        boolean isCompressed =
                flags.value("compress").filter(JsonValue.FALSE::equals).isEmpty();
        return new EventFlags(isVolatile, isCompressed);
    }

    static Optional<Duration> timeout(Fields options) {
        return options.optionalFields("flags")
                .flatMap(flags -> flags.numberIfAny("timeout"))
                .map(Duration::ofMillis);
    }

    static Map<String, Object> socket(SocketDetails socket) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("id", socket.sid());
        written.put("handshake", new TreeMap<>(socket.handshake()));
        written.put("rooms", rooms(socket.rooms()));
        written.put("data", new TreeMap<>(socket.data()));
        return written;
    }

    /** One of Node may have anything as data; what is not a map counts as nothing, lest the others be lost with it. */
    static SocketDetails socket(JsonValue value) {
        Fields socket = Fields.of("socket", value);
        return new SocketDetails(
                socket.id("id"), socket.rooms("rooms"), map(socket.value("handshake")), map(socket.value("data")));
    }

    private static Map<String, Object> map(Optional<JsonValue> value) {
        return value.orElse(JsonValue.NULL) instanceof JsonObject map ? Map.copyOf(map) : Map.of();
    }
}
