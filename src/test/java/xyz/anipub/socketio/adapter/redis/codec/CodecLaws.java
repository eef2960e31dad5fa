package xyz.anipub.socketio.adapter.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Answer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ChangeIfHere;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ListSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;

/** What holds for the codecs whatever comes: it is read and can be said again, or passed over, or refused. */
final class CodecLaws {

    private static final MessageLimits LIMITS = MessageLimits.standard();

    /** Another family's form of a message may be a little longer and deeper. */
    private static final MessageLimits WIDER = new MessageLimits(32_000_000, 110, 500_100);

    private static final ClassicCodec CLASSIC = new ClassicCodec("/", "rDbc-U", WIDER);
    private static final ClassicCodec OTHER_CLASSIC = new ClassicCodec("/", "vHdFiq", WIDER);
    private static final ShardedCodec SHARDED = new ShardedCodec("/", "5192e17f075e125d", WIDER);
    private static final ShardedCodec OTHER_SHARDED = new ShardedCodec("/", "4a748f78f18bd35e", WIDER);
    private static final StreamsCodec STREAMS = new StreamsCodec("/", "ee34028adf15442d", WIDER);
    private static final StreamsCodec OTHER_STREAMS = new StreamsCodec("/", "28142e34c52f04c1", WIDER);

    private CodecLaws() {}

    /** Whatever bytes come on whatever channel, nothing comes out but messages and refusals. */
    static void holdForBytes(byte[] bytes) {
        ClassicCodec classic = new ClassicCodec("/", "rDbc-U", LIMITS);
        ShardedCodec sharded = new ShardedCodec("/", "5192e17f075e125d", LIMITS);
        StreamsCodec streams = new StreamsCodec("/", "ee34028adf15442d", LIMITS);
        SessionCodec sessions = new SessionCodec(LIMITS);
        List<Supplier<Optional<? extends ClusterMessage>>> readings = new ArrayList<>(List.of(
                () -> classic.decodeBroadcast(bytes).map(Incoming::message),
                () -> classic.decodeRequest(bytes).map(Incoming::message),
                () -> classic.decodeAnswer(bytes),
                () -> sharded.decode(bytes).map(Incoming::message),
                () -> streams.decode(bytes).map(Incoming::message)));
        for (String type : List.of("3", "4", "5", "6", "7", "8", "9", "10", "11", "12")) {
            readings.add(() -> streams.decodeEntry(entry(type, bytes)).map(Incoming::message));
        }
        // Numbers may come out as others: 1e999 is one in JSON and infinite in MessagePack.
        readings.forEach(reading -> read(reading).ifPresent(message -> sayAgain(message, (heard, said) -> {})));
        read(() -> Optional.of(sessions.decode(bytes))).ifPresent(sessions::encode);
    }

    private static <T> Optional<? extends T> read(Supplier<Optional<? extends T>> reading) {
        try {
            return reading.get();
        } catch (MalformedMessageException refused) {
            // That is an answer, too.
            return Optional.empty();
        }
    }

    private static Map<String, byte[]> entry(String type, byte[] data) {
        return new HashMap<>(Map.of("nsp", Messages.bytes("/"), "type", Messages.bytes(type), "data", data));
    }

    /** What one node of a family says, another one understands: it would say it with the same bytes. */
    static void holdForMessage(ClusterMessage message) {
        sayAgain(message, (heard, said) -> assertThat(heard).isEqualTo(said));
    }

    /** @param comparison of what another node would say with what was said to it */
    private static void sayAgain(ClusterMessage message, BiConsumer<byte[], byte[]> comparison) {
        if (message instanceof ListSockets || message instanceof ChangeIfHere) {
            return;
        }
        sayInClassic(message, comparison);
        if (!(message instanceof ClusterMessage.Classic)) {
            byte[] sharded = SHARDED.encode(message);
            assertThat(SHARDED.decode(sharded)).as("own").isEmpty();
            comparison.accept(SHARDED.encode(heard(OTHER_SHARDED.decode(sharded))), sharded);

            byte[] published = STREAMS.encode(message);
            assertThat(STREAMS.decode(published)).as("own").isEmpty();
            comparison.accept(STREAMS.encode(heard(OTHER_STREAMS.decode(published))), published);

            Map<String, byte[]> entry = STREAMS.encodeEntry(message);
            assertThat(STREAMS.decodeEntry(entry)).as("own").isEmpty();
            ClusterMessage read = heard(OTHER_STREAMS.decodeEntry(entry));
            comparison.accept(STREAMS.encodeEntry(read).get("data"), entry.get("data"));
        }
    }

    private static void sayInClassic(ClusterMessage message, BiConsumer<byte[], byte[]> comparison) {
        if (message instanceof Answer answer) {
            byte[] answered = CLASSIC.encodeAnswer(answer);
            comparison.accept(
                    CLASSIC.encodeAnswer(CLASSIC.decodeAnswer(answered).orElseThrow()), answered);
        } else if (message instanceof Broadcast broadcast) {
            byte[] told = CLASSIC.encodeBroadcast(broadcast);
            assertThat(CLASSIC.decodeBroadcast(told)).as("own").isEmpty();
            Broadcast heard = (Broadcast) heard(OTHER_CLASSIC.decodeBroadcast(told));
            comparison.accept(CLASSIC.encodeBroadcast(heard), told);
        } else {
            byte[] asked = CLASSIC.encodeRequest(message);
            assertThat(CLASSIC.decodeRequest(asked)).as("own").isEmpty();
            comparison.accept(CLASSIC.encodeRequest(heard(OTHER_CLASSIC.decodeRequest(asked))), asked);
        }
    }

    private static ClusterMessage heard(Optional<Incoming> incoming) {
        return incoming.map(Incoming::message).orElseThrow();
    }
}
