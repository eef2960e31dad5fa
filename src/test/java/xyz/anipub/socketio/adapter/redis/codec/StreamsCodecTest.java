package xyz.anipub.socketio.adapter.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.ALL;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.bytes;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.event;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.hex;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.text;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.to;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.BroadcastWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientCount;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.DisconnectSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideAnswer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmit;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmitWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsJoin;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsLeave;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;

/** The streams family: what Node's nodes and emitter were seen to add and to publish. */
class StreamsCodecTest {

    private static final String UID = "ee34028adf15442d";
    private static final String END = "a3756964b065653334303238616466313534343264a36e7370a12f";
    private static final String OTHER_UID = "28142e34c52f04c1";
    private static final String OTHER_END = "a3756964b032383134326533346335326630346331a36e7370a12f";
    private static final MessageLimits LIMITS = MessageLimits.standard();

    private final StreamsCodec node = new StreamsCodec("/", UID, LIMITS);
    private final StreamsCodec other = new StreamsCodec("/", OTHER_UID, LIMITS);

    static Stream<Arguments> entries() {
        return Stream.of(
                Arguments.of(
                        new Broadcast(event("hello", "world"), ALL),
                        "3",
                        "{'packet':{'type':2,'data':['hello','world']},'opts':{'rooms':[],'except':[],'flags':{}}}"),
                Arguments.of(
                        new Broadcast(event("hello", new byte[] {1, 2, 3}), ALL),
                        "3",
                        "gqZwYWNrZXSCpHR5cGUCpGRhdGGSpWhlbGxvxAMBAgOkb3B0c4Olcm9vbXOQpmV4Y2VwdJClZmxhZ3OA"),
                Arguments.of(
                        new SocketsJoin(to("room1").except(Set.of("zz")), Set.of("r2", "r3")),
                        "4",
                        "{'opts':{'rooms':['room1'],'except':['zz'],'flags':{}},'rooms':['r2','r3']}"),
                Arguments.of(
                        new SocketsLeave(to("room1").except(Set.of("zz")), Set.of("r2", "r3")),
                        "5",
                        "{'opts':{'rooms':['room1'],'except':['zz'],'flags':{}},'rooms':['r2','r3']}"),
                Arguments.of(
                        new DisconnectSockets(to("room1"), true),
                        "6",
                        "{'opts':{'rooms':['room1'],'except':[],'flags':{}},'close':true}"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entriesHaveTheFieldsOfNode(ClusterMessage message, String type, String quoted) {
        Map<String, String> entry = fields(UID, "/", type, quoted.replace('\'', '"'));

        assertThat(texts(node.encodeEntry(message))).containsExactlyEntriesOf(entry);
        assertThat(other.decodeEntry(raw(entry))).contains(new Incoming(Optional.of(UID), message));
        assertThat(StreamsCodec.isForStream(message)).isTrue();
    }

    static Stream<Arguments> published() {
        return Stream.of(
                Arguments.of(
                        new BroadcastWithAck(
                                "fa227816ee06a308", event("q", 1), ALL, Optional.of(Duration.ofMillis(500))),
                        "84a47479706503a46461746183a67061636b657482a47479706502a46461746192a17101a9726571756573744964b0"
                                + "66613232373831366565303661333038a46f70747383a5726f6f6d7390a665786365707490a5666c61"
                                + "677381a774696d656f7574cd01f4" + END),
                Arguments.of(
                        new FetchSockets("654ff537ead5dce6", to("room1")),
                        "84a47479706507a46461746182a46f70747383a5726f6f6d7391a5726f6f6d31a665786365707490a5666c61677380"
                                + "a9726571756573744964b036353466663533376561643564636536" + END),
                Arguments.of(
                        new ServerSideEmit(event("ping1", 1, "a")),
                        "84a47479706509a46461746181a67061636b657493a570696e673101a161" + END),
                Arguments.of(
                        new ServerSideEmitWithAck("9798b5c7e9bb3549", event("ping1", 1)),
                        "84a47479706509a46461746182a9726571756573744964b039373938623563376539626233353439a67061636b6574"
                                + "92a570696e673101" + END));
    }

    @ParameterizedTest
    @MethodSource("published")
    void requestsHaveTheBytesOfNode(ClusterMessage request, String hex) {
        assertThat(hex(node.encode(request))).isEqualTo(hex);
        assertThat(other.decode(hex(hex))).contains(new Incoming(Optional.of(UID), request));
        assertThat(node.decode(hex(hex))).isEmpty();
        assertThat(StreamsCodec.isForStream(request)).isFalse();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        new ClientCount("fa227816ee06a308", 1),
                        "84a4747970650ba46461746182a9726571756573744964b066613232373831366565303661333038ab636c69656e74"
                                + "436f756e7401" + OTHER_END),
                Arguments.of(
                        new ClientAck("fa227816ee06a308", Optional.of(value("ansB"))),
                        "84a4747970650ca46461746182a9726571756573744964b066613232373831366565303661333038a67061636b6574"
                                + "a4616e7342" + OTHER_END),
                Arguments.of(
                        new ClientAck("fa227816ee06a308", Optional.of(JsonValue.NULL)),
                        "84a4747970650ca46461746182a9726571756573744964b066613232373831366565303661333038a67061636b6574"
                                + "c0" + OTHER_END),
                Arguments.of(
                        new ServerSideAnswer("9798b5c7e9bb3549", Optional.of(value(Map.of("pong", 1)))),
                        "84a4747970650aa46461746182a9726571756573744964b039373938623563376539626233353439a67061636b6574"
                                + "81a4706f6e6701" + OTHER_END));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answersHaveTheBytesOfNode(ClusterMessage answer, String hex) {
        assertThat(hex(other.encode(answer))).isEqualTo(hex);
        assertThat(node.decode(hex(hex))).contains(new Incoming(Optional.of(OTHER_UID), answer));
        assertThat(StreamsCodec.isForStream(answer)).isFalse();
    }

    static Stream<Arguments> emitted() {
        return Stream.of(
                Arguments.of(
                        "3",
                        "{'packet':{'type':2,'data':['hello','world'],'nsp':'/'},'opts':{'rooms':[],'flags':{},'except':[]}}",
                        new Broadcast(event("hello", "world"), ALL)),
                Arguments.of(
                        "3",
                        "gqZwYWNrZXSDpHR5cGUCpGRhdGGTpWhlbGxvAcQBAaNuc3ChL6RvcHRzg6Vyb29tc5Glcm9vbTGlZmxhZ3OApmV4Y2VwdJA=",
                        new Broadcast(event("hello", 1, new byte[] {1}), to("room1"))),
                Arguments.of(
                        "4",
                        "{'opts':{'rooms':['room1'],'except':[],'flags':{}},'rooms':['room2']}",
                        new SocketsJoin(to("room1"), Set.of("room2"))),
                Arguments.of(
                        "5",
                        "{'opts':{'rooms':['room1'],'except':[],'flags':{}},'rooms':['room2']}",
                        new SocketsLeave(to("room1"), Set.of("room2"))),
                Arguments.of(
                        "6",
                        "{'opts':{'rooms':['room1'],'except':[],'flags':{}},'close':true}",
                        new DisconnectSockets(to("room1"), true)),
                Arguments.of("9", "{'packet':['ping',1,'x']}", new ServerSideEmit(event("ping", 1, "x"))));
    }

    @ParameterizedTest
    @MethodSource("emitted")
    void readsTheEntriesOfNodesEmitter(String type, String quoted, ClusterMessage message) {
        Map<String, String> entry = fields("emitter", "/", type, quoted.replace('\'', '"'));

        assertThat(node.decodeEntry(raw(entry))).contains(new Incoming(Optional.of(Incoming.EMITTER), message));
    }

    @Test
    void anEmitterAddsEventsForServersToo() {
        StreamsCodec emitter = new StreamsCodec("/", Incoming.EMITTER, LIMITS);

        assertThat(texts(emitter.encodeEntry(new ServerSideEmit(event("ping", 1, "x")))))
                .containsExactlyEntriesOf(fields("emitter", "/", "9", "{\"packet\":[\"ping\",1,\"x\"]}"));
    }

    @ParameterizedTest
    @CsvSource({"u, /admin, 3", "u, admin, 3", "u, , 3", "ee34028adf15442d, /, 3", "u, /, 2", "u, /, 13", "u, /, 99"})
    void leavesOutEntriesThatAreNotForIt(String uid, String namespace, String type) {
        Map<String, String> entry = fields(uid, namespace, type, "{}");
        entry.values().removeIf(java.util.Objects::isNull);

        assertThat(node.decodeEntry(raw(entry))).isEmpty();
    }

    @Test
    void replaysBroadcastsWhoeverAddedThemAndNothingElse() {
        Broadcast broadcast = new Broadcast(event("e"), to("r").asVolatile());

        assertThat(node.replayEntry(node.encodeEntry(broadcast))).contains(broadcast);
        assertThat(node.replayEntry(other.encodeEntry(broadcast))).contains(broadcast);
        assertThat(node.replayEntry(other.encodeEntry(new SocketsJoin(ALL, Set.of("r")))))
                .isEmpty();
        assertThat(new StreamsCodec("/b", UID, LIMITS).replayEntry(node.encodeEntry(broadcast)))
                .isEmpty();
    }

    @Test
    void doesNotWriteMoreThanOthersMayRead() {
        StreamsCodec narrow = new StreamsCodec("/", UID, new MessageLimits(120, 9, 99));
        Broadcast broadcast = new Broadcast(event("e", new byte[60]), ALL);

        assertThatThrownBy(() -> narrow.encodeEntry(broadcast)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, String> fields(String uid, String namespace, String type, String data) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("uid", uid);
        entry.put("nsp", namespace);
        entry.put("type", type);
        entry.put("data", data);
        return entry;
    }

    private static Map<String, byte[]> raw(Map<String, String> entry) {
        return entry.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> bytes(each.getValue())));
    }

    private static Map<String, String> texts(Map<String, byte[]> entry) {
        Map<String, String> texts = new LinkedHashMap<>();
        entry.forEach((key, value) -> texts.put(key, text(value)));
        return texts;
    }

    private static JsonValue value(Object value) {
        return xyz.anipub.socketio.packet.Arguments.value(value);
    }
}
