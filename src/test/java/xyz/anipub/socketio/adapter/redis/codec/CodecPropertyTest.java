package xyz.anipub.socketio.adapter.redis.codec;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.adapter.SocketDetails;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.BroadcastWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientCount;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.DisconnectSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchedSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ListRooms;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.RoomNames;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideAnswer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmit;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmitWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsJoin;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsLeave;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.Binary;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.ReservedEvents;

/** {@link CodecLaws} for messages and for what is none, drawn at random. */
class CodecPropertyTest {

    private static final MessageLimits LIMITS = MessageLimits.standard();
    private static final ClassicCodec CLASSIC = new ClassicCodec("/", "u", LIMITS);
    private static final ShardedCodec SHARDED = new ShardedCodec("/", "u", LIMITS);
    private static final StreamsCodec STREAMS = new StreamsCodec("/", "u", LIMITS);

    @Property
    void messagesComeBackFromTheirBytes(@ForAll("messages") ClusterMessage message) {
        CodecLaws.holdForMessage(message);
    }

    @Property
    void anyBytesAreMessagesOrRefused(@ForAll byte[] bytes) {
        CodecLaws.holdForBytes(bytes);
    }

    @Property
    void damagedBytesAreMessagesOrRefused(
            @ForAll("messages") ClusterMessage message,
            @ForAll int position,
            @ForAll("damage") String damage,
            @ForAll byte other) {
        encoded(message).forEach(whole -> {
            int at = Math.floorMod(position, whole.length);
            byte[] changed = whole.clone();
            changed[at] = other;
            CodecLaws.holdForBytes(changed);
            CodecLaws.holdForBytes(joined(whole, at, damage));
        });
    }

    private static Stream<byte[]> encoded(ClusterMessage message) {
        byte[] classic = message instanceof ClusterMessage.Answer answer
                ? CLASSIC.encodeAnswer(answer)
                : message instanceof Broadcast broadcast
                        ? CLASSIC.encodeBroadcast(broadcast)
                        : CLASSIC.encodeRequest(message);
        return message instanceof ClusterMessage.Classic
                ? Stream.of(classic)
                : Stream.of(
                        classic,
                        SHARDED.encode(message),
                        STREAMS.encode(message),
                        STREAMS.encodeEntry(message).get("data"));
    }

    private static byte[] joined(byte[] whole, int at, String damage) {
        byte[] more = Messages.bytes(damage);
        byte[] joined = new byte[whole.length + more.length];
        System.arraycopy(whole, 0, joined, 0, at);
        System.arraycopy(more, 0, joined, at, more.length);
        System.arraycopy(whole, at, joined, at + more.length, whole.length - at);
        return joined;
    }

    @Provide
    Arbitrary<String> damage() {
        return Arbitraries.of("{", "}", "[", "]", "\"", ",", ":", "null", "1e9", "-", "\\", "\u0000", "{}", "[]");
    }

    @Provide
    Arbitrary<ClusterMessage> messages() {
        Arbitrary<String> id = Arbitraries.strings().ofMinLength(1).ofMaxLength(20);
        Arbitrary<Packet.Event> event = event();
        Arbitrary<BroadcastOptions> options = options();
        Arbitrary<Set<String>> rooms = rooms();
        Arbitrary<Optional<JsonValue>> value = value(2).optional();
        Arbitrary<Optional<Duration>> timeout =
                Arbitraries.longs().between(0, 1L << 50).map(Duration::ofMillis).optional();
        return Arbitraries.oneOf(
                Combinators.combine(event, options).as(Broadcast::new),
                Combinators.combine(id, event, options, timeout).as(BroadcastWithAck::new),
                Combinators.combine(options, rooms).as(SocketsJoin::new),
                Combinators.combine(options, rooms).as(SocketsLeave::new),
                Combinators.combine(options, Arbitraries.of(true, false)).as(DisconnectSockets::new),
                Combinators.combine(id, options).as(FetchSockets::new),
                Combinators.combine(id, socket().list().ofMaxSize(3)).as(FetchedSockets::new),
                event.map(ServerSideEmit::new),
                Combinators.combine(id, event).as(ServerSideEmitWithAck::new),
                Combinators.combine(id, value).as(ServerSideAnswer::new),
                Combinators.combine(id, value).as(ClientAck::new),
                Combinators.combine(id, Arbitraries.integers().greaterOrEqual(0))
                        .as(ClientCount::new),
                id.map(ListRooms::new),
                Combinators.combine(id, rooms).as(RoomNames::new));
    }

    private static Arbitrary<Packet.Event> event() {
        Arbitrary<String> name = Arbitraries.strings().ofMaxLength(8).filter(text -> !ReservedEvents.contains(text));
        return Combinators.combine(name.map(Arguments::value), value(3).list().ofMaxSize(3))
                .as((first, rest) -> new Packet.Event(
                        "/",
                        OptionalLong.empty(),
                        Stream.concat(Stream.of(first), rest.stream()).toList()));
    }

    private static Arbitrary<BroadcastOptions> options() {
        Arbitrary<EventFlags> flags = Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(EventFlags::new);
        return Combinators.combine(rooms(), rooms(), flags)
                .as((rooms, except, how) -> new BroadcastOptions(rooms, except, false, how));
    }

    /** Lone surrogates, which MessagePack cannot hold, would come back as question marks. */
    private static Arbitrary<Set<String>> rooms() {
        return Arbitraries.strings().ascii().ofMaxLength(20).set().ofMaxSize(3);
    }

    private static Arbitrary<SocketDetails> socket() {
        Arbitrary<String> sid = Arbitraries.strings().alpha().ofLength(20);
        Arbitrary<Map<String, Object>> data = members(value(1)).map(Map::copyOf);
        return Combinators.combine(sid, rooms(), data, data).as(SocketDetails::new);
    }

    private static Arbitrary<JsonValue> value(int depth) {
        Arbitrary<JsonValue> leaf = Arbitraries.oneOf(
                Arbitraries.of(JsonValue.NULL, JsonValue.TRUE, JsonValue.FALSE),
                Arbitraries.strings().ofMaxLength(8).map(Arguments::value),
                Arbitraries.longs().map(Arguments::value),
                Arbitraries.doubles().map(Arguments::value),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(8).map(Binary::copyOf));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<JsonValue> inner = value(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(4, leaf),
                Tuple.of(1, inner.list().ofMaxSize(3).map(Arguments::value)),
                Tuple.of(1, members(inner).map(Arguments::value)));
    }

    private static Arbitrary<Map<String, JsonValue>> members(Arbitrary<JsonValue> value) {
        return Arbitraries.maps(Arbitraries.strings().ascii().ofMaxLength(6), value)
                .ofMaxSize(3);
    }
}
