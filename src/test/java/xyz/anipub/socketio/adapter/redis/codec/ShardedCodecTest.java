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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideAnswer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmit;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmitWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsJoin;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsLeave;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;

/** The sharded family: what Node's nodes were seen to publish. */
class ShardedCodecTest {

    private static final String UID = "5192e17f075e125d";
    private static final String END = ",\"uid\":\"5192e17f075e125d\",\"nsp\":\"/\"}";
    private static final MessageLimits LIMITS = MessageLimits.standard();

    private final ShardedCodec node = new ShardedCodec("/", UID, LIMITS);
    private final ShardedCodec other = new ShardedCodec("/", "4a748f78f18bd35e", LIMITS);

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(
                        new Broadcast(event("hello", "world"), ALL),
                        "{'type':3,'data':{'packet':{'type':2,'data':['hello','world']},"
                                + "'opts':{'rooms':[],'except':[],'flags':{}}}"),
                Arguments.of(
                        new Broadcast(event("hello", 1), to("room1")),
                        "{'type':3,'data':{'packet':{'type':2,'data':['hello',1]},"
                                + "'opts':{'rooms':['room1'],'except':[],'flags':{}}}"),
                Arguments.of(
                        new BroadcastWithAck(
                                "f24eeaaac2156d55", event("q", 1), ALL, Optional.of(Duration.ofMillis(500))),
                        "{'type':3,'data':{'packet':{'type':2,'data':['q',1]},'requestId':'f24eeaaac2156d55',"
                                + "'opts':{'rooms':[],'except':[],'flags':{'timeout':500}}}"),
                Arguments.of(
                        new ClientCount("f24eeaaac2156d55", 1),
                        "{'type':11,'data':{'requestId':'f24eeaaac2156d55','clientCount':1}"),
                Arguments.of(
                        new ClientAck("f24eeaaac2156d55", Optional.of(value("ansB"))),
                        "{'type':12,'data':{'requestId':'f24eeaaac2156d55','packet':'ansB'}"),
                Arguments.of(
                        new ClientAck("f24eeaaac2156d55", Optional.empty()),
                        "{'type':12,'data':{'requestId':'f24eeaaac2156d55'}"),
                Arguments.of(
                        new FetchSockets("c9c3ce89a24171b1", to("room1")),
                        "{'type':7,'data':{'opts':{'rooms':['room1'],'except':[],'flags':{}},"
                                + "'requestId':'c9c3ce89a24171b1'}"),
                Arguments.of(
                        new FetchedSockets(
                                "c9c3ce89a24171b1",
                                List.of(new SocketDetails(
                                        "3neHJREOKdh3JKC-AAAB",
                                        Set.of("3neHJREOKdh3JKC-AAAB"),
                                        Map.of(),
                                        Map.of("name", value("bob"))))),
                        "{'type':8,'data':{'requestId':'c9c3ce89a24171b1','sockets':[{'id':'3neHJREOKdh3JKC-AAAB',"
                                + "'handshake':{},'rooms':['3neHJREOKdh3JKC-AAAB'],'data':{'name':'bob'}}]}"),
                Arguments.of(
                        new SocketsJoin(to("room1").except(Set.of("zz")), Set.of("r2", "r3")),
                        "{'type':4,'data':{'opts':{'rooms':['room1'],'except':['zz'],'flags':{}},'rooms':['r2','r3']}"),
                Arguments.of(
                        new SocketsLeave(ALL, Set.of("r2")),
                        "{'type':5,'data':{'opts':{'rooms':[],'except':[],'flags':{}},'rooms':['r2']}"),
                Arguments.of(
                        new DisconnectSockets(to("room1"), true),
                        "{'type':6,'data':{'opts':{'rooms':['room1'],'except':[],'flags':{}},'close':true}"),
                Arguments.of(new ServerSideEmit(event("ping1", 1, "a")), "{'type':9,'data':{'packet':['ping1',1,'a']}"),
                Arguments.of(
                        new ServerSideEmitWithAck("3df5294f05ce5d56", event("ping1", 1)),
                        "{'type':9,'data':{'requestId':'3df5294f05ce5d56','packet':['ping1',1]}"),
                Arguments.of(
                        new ServerSideAnswer("3df5294f05ce5d56", Optional.of(value(Map.of("pong", 1)))),
                        "{'type':10,'data':{'requestId':'3df5294f05ce5d56','packet':{'pong':1}}"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesHaveTheTextOfNode(ClusterMessage message, String quoted) {
        String json = quoted.replace('\'', '"') + END;

        assertThat(text(node.encode(message))).isEqualTo(json);
        assertThat(other.decode(bytes(json))).contains(new Incoming(Optional.of(UID), message));
        assertThat(node.decode(bytes(json))).isEmpty();
    }

    @Test
    void messagesWithBytesAreMsgpack() {
        Broadcast broadcast = new Broadcast(event("hello", new byte[] {1, 2, 3}), ALL);
        String hex =
                "84a47479706503a46461746182a67061636b657482a47479706502a46461746192a568656c6c6fc403010203a46f707473"
                        + "83a5726f6f6d7390a665786365707490a5666c61677380a3756964b035313932653137663037356531323564a36e7370a1"
                        + "2f";

        assertThat(hex(node.encode(broadcast))).isEqualTo(hex);
        assertThat(other.decode(hex(hex))).contains(new Incoming(Optional.of(UID), broadcast));
        assertThat(node.decode(hex(hex))).isEmpty();
    }

    @Test
    void anAckOfBytesIsMsgpack() {
        String hex =
                "84a4747970650ca46461746182a9726571756573744964b065656465343566623730386537323166a67061636b6574c401"
                        + "07a3756964b034613734386637386631386264333565a36e7370a12f";
        ClientAck ack = new ClientAck("eede45fb708e721f", Optional.of(value(new byte[] {7})));

        assertThat(hex(other.encode(ack))).isEqualTo(hex);
        assertThat(node.decode(hex(hex)).map(Incoming::message)).contains(ack);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":1,\"uid\":\"x\",\"nsp\":\"/\"}",
                "{\"type\":2,\"data\":{},\"uid\":\"x\",\"nsp\":\"/\"}",
                "{\"type\":13,\"uid\":\"x\",\"nsp\":\"/\"}",
                "{\"type\":99,\"uid\":\"x\",\"nsp\":\"/\"}",
                "{\"type\":3,\"uid\":\"x\",\"nsp\":\"/admin\"}",
                "{\"type\":3,\"uid\":\"x\",\"nsp\":null}",
                "{\"type\":3,\"uid\":\"x\"}",
                "{\"uid\":\"5192e17f075e125d\",\"nsp\":\"/\",\"type\":3}",
                "{}"
            })
    void leavesOutWhatIsNotForIt(String message) {
        assertThat(node.decode(bytes(message))).isEmpty();
    }

    @Test
    void readsAMessageOfNobodyInAnyOrderWithMoreInIt() {
        byte[] message = bytes("{\"nsp\":\"/\",\"v\":2,\"data\":{\"opts\":{\"more\":1,\"flags\":null,\"except\":null},"
                + "\"packet\":{\"nsp\":\"/else\",\"id\":7,\"data\":[\"e\"],\"type\":2}},\"type\":3}");

        assertThat(node.decode(message)).contains(new Incoming(Optional.empty(), new Broadcast(event("e"), ALL)));
    }

    @Test
    void doesNotMindFlagsThatItDoesNotKnow() {
        byte[] message = bytes(
                "{\"type\":3,\"data\":{\"requestId\":\"q\",\"packet\":{\"type\":2,\"data\":[\"e\"]},"
                        + "\"opts\":{\"flags\":{\"volatile\":1,\"compress\":\"no\",\"timeout\":-1,\"broadcast\":true}}},\"nsp\":\"/\"}");

        assertThat(node.decode(message).map(Incoming::message))
                .contains(new BroadcastWithAck("q", event("e"), ALL, Optional.empty()));
    }

    @Test
    void aSocketWhoseDataIsNoMapHasNone() {
        byte[] message = bytes(
                "{\"type\":8,\"data\":{\"requestId\":\"q\",\"sockets\":[{\"id\":\"a\",\"data\":5}]},\"nsp\":\"/\"}");

        assertThat(node.decode(message).map(Incoming::message))
                .contains(new FetchedSockets("q", List.of(new SocketDetails("a", Set.of(), Map.of(), Map.of()))));
    }

    @Test
    void doesNotWriteWhatTheFamilyLacksOrIsLocal() {
        assertThatThrownBy(() -> node.encode(new ListRooms("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> node.encode(new ClusterMessage.Changed("x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> node.encode(new SocketsJoin(ALL.local(), Set.of("r"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonValue value(Object value) {
        return xyz.anipub.socketio.packet.Arguments.value(value);
    }
}
