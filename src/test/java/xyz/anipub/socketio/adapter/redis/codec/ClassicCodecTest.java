package xyz.anipub.socketio.adapter.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.ALL;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.bytes;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.event;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.eventIn;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.hex;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.text;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.to;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.SocketDetails;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Answer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.BroadcastWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ChangeIfHere;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Changed;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientCount;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.DisconnectSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchedSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ListRooms;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ListSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.RoomNames;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideAnswer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmit;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmitWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketIds;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsJoin;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsLeave;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;
import xyz.anipub.socketio.packet.Binary;

/** The classic family: what Node's nodes and emitters were seen to publish, and what older ones did. */
class ClassicCodecTest {

    private static final String UID = "rDbc-U";
    private static final MessageLimits LIMITS = MessageLimits.standard();

    private final ClassicCodec node = new ClassicCodec("/", UID, LIMITS);
    private final ClassicCodec other = new ClassicCodec("/", "vHdFiq", LIMITS);

    static Stream<Arguments> broadcasts() {
        return Stream.of(
                Arguments.of(
                        new Broadcast(event("hello", "world"), ALL),
                        "93a6724462632d5583a47479706502a46461746192a568656c6c6fa5776f726c64a36e7370a12f83a5726f6f6d7390"
                                + "a665786365707490a5666c61677380"),
                Arguments.of(
                        new Broadcast(event("hello", 1), to("room1")),
                        "93a6724462632d5583a47479706502a46461746192a568656c6c6f01a36e7370a12f83a5726f6f6d7391a5726f6f6d"
                                + "31a665786365707490a5666c61677380"),
                Arguments.of(
                        new Broadcast(event("hello", 1), to("room1", "room2").except(Set.of("room3"))),
                        "93a6724462632d5583a47479706502a46461746192a568656c6c6f01a36e7370a12f83a5726f6f6d7392a5726f6f6d"
                                + "31a5726f6f6d32a665786365707491a5726f6f6d33a5666c61677380"),
                Arguments.of(
                        new Broadcast(
                                event("v"),
                                ALL.asVolatile().with(ALL.asVolatile().flags().compressed(false))),
                        "93a6724462632d5583a47479706502a46461746191a176a36e7370a12f83a5726f6f6d7390a665786365707490a566"
                                + "6c61677382a8766f6c6174696c65c3a8636f6d7072657373c2"),
                Arguments.of(
                        new Broadcast(event("bc"), ALL.except(Set.of("YE9Kvc9zbCc-lGrAAAAA"))),
                        "93a6724462632d5583a47479706502a46461746191a26263a36e7370a12f83a5726f6f6d7390a665786365707491b4"
                                + "5945394b7663397a6243632d6c47724141414141a5666c61677380"));
    }

    @ParameterizedTest
    @MethodSource("broadcasts")
    void broadcastsHaveTheBytesOfNode(Broadcast broadcast, String hex) {
        assertThat(hex(node.encodeBroadcast(broadcast))).isEqualTo(hex);
        assertThat(other.decodeBroadcast(hex(hex))).contains(new Incoming(Optional.of(UID), broadcast));
    }

    @Test
    void aBroadcastNamesItsNamespace() {
        ClassicCodec admin = new ClassicCodec("/admin", "3WOyf1", LIMITS);
        Broadcast broadcast = new Broadcast(eventIn("/admin", "x"), to("rm"));

        byte[] message = admin.encodeBroadcast(broadcast);

        assertThat(hex(message))
                .startsWith("93a633574f79663183a47479706502a46461746191a178a36e7370a62f61646d696e83a5726f6f6d73");
        assertThat(new ClassicCodec("/admin", UID, LIMITS).decodeBroadcast(message))
                .contains(new Incoming(Optional.of("3WOyf1"), broadcast));
        assertThat(node.decodeBroadcast(message)).isEmpty();
    }

    @Test
    void readsAllKindsOfValues() {
        byte[] message = hex("93 a6 724462632d55 83 a474797065 02 a464617461"
                + "dc0013 a174 c0 c0 d6ff6553f100 d7ff1d5353006553f100 cb4004000000000000 ff d1ff38 ccff cd0100 ce00010000"
                + "cf0000000100000000 cf001fffffffffffff c3 81a16b920180 c403010203 c40109 c4020000 a9c3a9e282acf09f9880"
                + "a36e7370 a12f 83 a5726f6f6d73 90 a6657863657074 90 a5666c616773 80");

        Broadcast broadcast =
                (Broadcast) other.decodeBroadcast(message).orElseThrow().message();

        assertThat(broadcast.event())
                .isEqualTo(event(
                        "t",
                        null,
                        null,
                        "2023-11-14T22:13:20.000Z",
                        "2023-11-14T22:13:20.123Z",
                        2.5,
                        -1,
                        -200,
                        255,
                        256,
                        65_536,
                        4_294_967_296L,
                        9_007_199_254_740_991L,
                        true,
                        Map.of("k", List.of(1, Map.of())),
                        new byte[] {1, 2, 3},
                        new byte[] {9},
                        new byte[2],
                        "é€😀"));
        assertThat(broadcast.event().arguments().get(14)).isInstanceOf(Binary.class);
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(
                        new FetchSockets("lMtvjc", to("room1")),
                        "{'uid':'rDbc-U','requestId':'lMtvjc','type':5,'opts':{'rooms':['room1'],'except':[]}}"),
                Arguments.of(new ListRooms("WNLODJ"), "{'uid':'rDbc-U','requestId':'WNLODJ','type':1}"),
                Arguments.of(
                        new SocketsJoin(to("room1").except(Set.of("zz")), Set.of("r2", "r3")),
                        "{'uid':'rDbc-U','type':2,'opts':{'rooms':['room1'],'except':['zz']},'rooms':['r2','r3']}"),
                Arguments.of(
                        new SocketsLeave(ALL, Set.of("r2")),
                        "{'uid':'rDbc-U','type':3,'opts':{'rooms':[],'except':[]},'rooms':['r2']}"),
                Arguments.of(
                        new DisconnectSockets(to("room1"), true),
                        "{'uid':'rDbc-U','type':4,'opts':{'rooms':['room1'],'except':[]},'close':true}"),
                Arguments.of(
                        new ServerSideEmit(event("ping1", 1, "a")), "{'uid':'rDbc-U','type':6,'data':['ping1',1,'a']}"),
                Arguments.of(
                        new ServerSideEmitWithAck("O0mKK4", event("ping1", 1)),
                        "{'uid':'rDbc-U','requestId':'O0mKK4','type':6,'data':['ping1',1]}"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestsHaveTheTextOfNode(ClusterMessage request, String quoted) {
        String json = quoted.replace('\'', '"');

        assertThat(text(node.encodeRequest(request))).isEqualTo(json);
        assertThat(other.decodeRequest(bytes(json))).contains(new Incoming(Optional.of(UID), request));
    }

    @Test
    void aBroadcastWithAckIsARequestInMsgpack() {
        String hex =
                "85a3756964a6724462632d55a9726571756573744964a65f5978423176a47479706507a67061636b657483a47479706502"
                        + "a46461746192a17101a36e7370a12fa46f70747383a5726f6f6d7390a665786365707490a5666c61677381a774696d656f"
                        + "7574cd01f4";
        BroadcastWithAck asked =
                new BroadcastWithAck("_YxB1v", event("q", 1), ALL, Optional.of(Duration.ofMillis(500)));

        assertThat(hex(node.encodeRequest(asked))).isEqualTo(hex);
        assertThat(other.decodeRequest(hex(hex))).contains(new Incoming(Optional.of(UID), asked));
        assertThat(new ClassicCodec("/admin", "x", LIMITS).decodeRequest(hex(hex)))
                .isEmpty();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(new ClientCount("_YxB1v", 1), "{'type':8,'requestId':'_YxB1v','clientCount':1}"),
                Arguments.of(
                        new RoomNames("WNLODJ", Set.of("8bBC9Y0pH0LtBr3RAAAB", "room1")),
                        "{'requestId':'WNLODJ','rooms':['8bBC9Y0pH0LtBr3RAAAB','room1']}"),
                Arguments.of(
                        new ServerSideAnswer("O0mKK4", Optional.of(value(Map.of("pong", 1)))),
                        "{'type':6,'requestId':'O0mKK4','data':{'pong':1}}"),
                Arguments.of(new ServerSideAnswer("ZD79Ae", Optional.empty()), "{'type':6,'requestId':'ZD79Ae'}"),
                Arguments.of(
                        new FetchedSockets(
                                "lMtvjc",
                                List.of(new SocketDetails(
                                        "8bBC9Y0pH0LtBr3RAAAB",
                                        Set.of("8bBC9Y0pH0LtBr3RAAAB", "room1"),
                                        Map.of("secure", value(true)),
                                        Map.of("name", value("bob"))))),
                        "{'requestId':'lMtvjc','sockets':[{'id':'8bBC9Y0pH0LtBr3RAAAB','handshake':{'secure':true},"
                                + "'rooms':['8bBC9Y0pH0LtBr3RAAAB','room1'],'data':{'name':'bob'}}]}"),
                Arguments.of(new SocketIds("x", Set.of("a", "b")), "{'requestId':'x','sockets':['a','b']}"),
                Arguments.of(new Changed("x"), "{'requestId':'x'}"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answersHaveTheTextOfNode(Answer answer, String quoted) {
        String json = quoted.replace('\'', '"');

        assertThat(text(node.encodeAnswer(answer))).isEqualTo(json);
        assertThat(node.decodeAnswer(bytes(json))).contains(answer);
    }

    static Stream<Arguments> clientAcks() {
        return Stream.of(
                Arguments.of(
                        new ClientAck("_YxB1v", Optional.of(value("ansB"))),
                        "83a47479706509a9726571756573744964a65f5978423176a67061636b6574a4616e7342"),
                Arguments.of(
                        new ClientAck("gYqgI4", Optional.of(value(new byte[] {7}))),
                        "83a47479706509a9726571756573744964a6675971674934a67061636b6574c40107"),
                Arguments.of(
                        new ClientAck("qM0XB_", Optional.empty()), "82a47479706509a9726571756573744964a6714d3058425f"));
    }

    @ParameterizedTest
    @MethodSource("clientAcks")
    void acksOfClientsAreMsgpack(ClientAck ack, String hex) {
        assertThat(hex(node.encodeAnswer(ack))).isEqualTo(hex);
        assertThat(node.decodeAnswer(hex(hex))).contains(ack);
    }

    @Test
    void bytesInJsonAreWrittenAsBuffersAreInJavaScript() {
        byte[] request = node.encodeRequest(new ServerSideEmit(event("e", List.of(new byte[] {1, -1}))));

        assertThat(text(request)).endsWith("[\"e\",[{\"type\":\"Buffer\",\"data\":[1,255]}]]}");
    }

    @Test
    void leavesOutWhatItHasWrittenItself() {
        Broadcast broadcast = new Broadcast(event("e"), ALL);

        assertThat(node.decodeBroadcast(node.encodeBroadcast(broadcast))).isEmpty();
        assertThat(node.decodeBroadcast(hex(hex(node.encodeBroadcast(broadcast)).replaceFirst("93", "dc0003"))))
                .isEmpty();
        assertThat(node.decodeRequest(node.encodeRequest(new ListRooms("x")))).isEmpty();
    }

    @Test
    void leavesOutWhatItDoesNotKnow() {
        assertThat(node.decodeRequest(bytes("{\"type\":99}"))).isEmpty();
        assertThat(node.decodeAnswer(bytes("{\"type\":99,\"requestId\":\"x\"}")))
                .isEmpty();
    }

    static Stream<Arguments> emitted() {
        return Stream.of(
                Arguments.of(
                        "93a7656d697474657283a47479706502a46461746192a568656c6c6fa5776f726c64a36e7370a12f83a5726f6f6d73"
                                + "90a5666c61677380a665786365707490",
                        new Broadcast(event("hello", "world"), ALL)),
                Arguments.of(
                        "93a7656d697474657283a47479706502a46461746193a568656c6c6f01c40101a36e7370a12f83a5726f6f6d7391a5"
                                + "726f6f6d31a5666c61677380a665786365707490",
                        new Broadcast(event("hello", 1, new byte[] {1}), to("room1"))),
                Arguments.of(
                        "93a7656d697474657283a47479706502a46461746192a568656c6c6f01a36e7370a12f83a5726f6f6d7392a5726f6f"
                                + "6d31a5726f6f6d32a5666c61677382a8766f6c6174696c65c3a8636f6d7072657373c3a66578636570"
                                + "7491a27233",
                        new Broadcast(
                                event("hello", 1),
                                to("room1", "room2").except(Set.of("r3")).asVolatile())));
    }

    @ParameterizedTest
    @MethodSource("emitted")
    void readsTheBroadcastsOfNodesEmitter(String hex, Broadcast broadcast) {
        assertThat(node.decodeBroadcast(hex(hex))).contains(new Incoming(Optional.of(Incoming.EMITTER), broadcast));
    }

    static Stream<Arguments> emittersRequests() {
        return Stream.of(
                Arguments.of(
                        "{'type':2,'opts':{'rooms':['room1'],'except':[]},'rooms':['room2']}",
                        new SocketsJoin(to("room1"), Set.of("room2"))),
                Arguments.of(
                        "{'type':3,'opts':{'rooms':['room1'],'except':[]},'rooms':['room2']}",
                        new SocketsLeave(to("room1"), Set.of("room2"))),
                Arguments.of(
                        "{'type':4,'opts':{'rooms':['room1'],'except':['x']},'close':true}",
                        new DisconnectSockets(to("room1").except(Set.of("x")), true)),
                Arguments.of(
                        "{'uid':'emitter','type':6,'data':['ping',1,'x']}", new ServerSideEmit(event("ping", 1, "x"))));
    }

    @ParameterizedTest
    @MethodSource("emittersRequests")
    void anEmittersRequestsHaveTheTextOfNodes(String quoted, ClusterMessage request) {
        String json = quoted.replace('\'', '"');
        ClassicCodec emitter = new ClassicCodec("/", Incoming.EMITTER, LIMITS);

        assertThat(text(emitter.encodeRequest(request))).isEqualTo(json);
        assertThat(node.decodeRequest(bytes(json)).map(Incoming::message)).contains(request);
    }

    static Stream<Arguments> oldRequests() {
        BroadcastOptions socket = to("abc");
        return Stream.of(
                Arguments.of("'type':0,'rooms':['r']", new ListSockets("q", Set.of("r"))),
                Arguments.of("'type':0", new ListSockets("q", Set.of())),
                Arguments.of(
                        "'type':2,'sid':'abc','room':'r'",
                        new ChangeIfHere("q", "abc", new SocketsJoin(socket, Set.of("r")))),
                Arguments.of(
                        "'type':3,'sid':'abc','room':'r'",
                        new ChangeIfHere("q", "abc", new SocketsLeave(socket, Set.of("r")))),
                Arguments.of(
                        "'type':4,'sid':'abc','close':true",
                        new ChangeIfHere("q", "abc", new DisconnectSockets(socket, true))));
    }

    @ParameterizedTest
    @MethodSource("oldRequests")
    void readsWhatOldNodesAsk(String quoted, ClusterMessage request) {
        byte[] message = bytes(("{'uid':'u','requestId':'q'," + quoted + "}").replace('\'', '"'));

        assertThat(node.decodeRequest(message)).contains(new Incoming(Optional.of("u"), request));
        assertThatThrownBy(() -> node.encodeRequest(request)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Type 5, options without except, flags or namespace, undefined, an array buffer, a date. */
    @Test
    void readsWhatOldEmittersWrite() {
        byte[] message =
                hex("93 a7 656d6974746572 82 a474797065 05 a464617461 95 a165 d40000 c7020001 02 d700 0000000000000000"
                        + "c3 81 a5726f6f6d73 91 a172");

        assertThat(node.decodeBroadcast(message).map(Incoming::message))
                .contains(
                        new Broadcast(event("e", null, new byte[] {1, 2}, "1970-01-01T00:00:00.000Z", true), to("r")));
    }

    /** {@code join(123)} is possible in Node. */
    @Test
    void readsNumbersAsNamesOfRooms() {
        byte[] message = bytes("{\"type\":2,\"opts\":{\"rooms\":[123,1.5,-1,1e2]},\"rooms\":[7]}");

        assertThat(node.decodeRequest(message).map(Incoming::message))
                .contains(new SocketsJoin(to("123", "1.5", "-1", "100"), Set.of("7")));
    }

    @Test
    void readsNumbersInAnyForm() {
        byte[] message = hex("93 a178 82 a474797065 cb4000000000000000 a464617461 dc0001 d90165 80");

        assertThat(node.decodeBroadcast(message).map(Incoming::message)).contains(new Broadcast(event("e"), ALL));
    }

    @Test
    void doesNotWriteWhatIsLocalOrTooLong() {
        ClassicCodec narrow = new ClassicCodec("/", UID, new MessageLimits(100, 9, 99));

        assertThatThrownBy(() -> node.encodeBroadcast(new Broadcast(event("e"), ALL.local())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> node.encodeRequest(new FetchSockets("x", ALL.local())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> narrow.encodeBroadcast(new Broadcast(event("e", "x".repeat(50)), ALL)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> narrow.encodeRequest(new ServerSideEmit(event("e", "x".repeat(100)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonValue value(Object value) {
        return xyz.anipub.socketio.packet.Arguments.value(value);
    }
}
