package xyz.anipub.socketio.adapter.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.ALL;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.event;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.to;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.BroadcastWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsLeave;
import xyz.anipub.socketio.adapter.redis.codec.ClusterChannels.Mode;

/** The names of channels and keys, and of nodes. */
class ChannelsTest {

    private final ClassicChannels classic = new ClassicChannels("socket.io", "/", "rDbc-U");
    private final ClusterChannels cluster = new ClusterChannels("socket.io", "/", "5192e17f075e125d");

    @Test
    void theClassicFamilysChannels() {
        assertThat(classic.pattern()).isEqualTo("socket.io#/#*");
        assertThat(classic.everybody()).isEqualTo("socket.io#/#");
        assertThat(classic.room("room1")).isEqualTo("socket.io#/#room1#");
        assertThat(classic.requests()).isEqualTo("socket.io-request#/#");
        assertThat(classic.answers()).isEqualTo("socket.io-response#/#");
        assertThat(classic.ownAnswers()).isEqualTo("socket.io-response#/#rDbc-U#");
        assertThat(classic.answersTo("vHdFiq")).isEqualTo("socket.io-response#/#vHdFiq#");
        assertThat(new ClassicChannels("p", "/admin", "x").room("rm")).isEqualTo("p#/admin#rm#");
    }

    @Test
    void aPatternMeansWhatStandsInTheNamespace() {
        assertThat(new ClassicChannels("s", "/[a]*?\\^", "x").pattern()).isEqualTo("s#/\\[a\\]\\*\\?\\\\^#*");
    }

    @Test
    void aBroadcastToOneRoomHasAChannelOfItsOwn() {
        assertThat(classic.channelFor(new Broadcast(event("e"), ALL))).isEqualTo("socket.io#/#");
        assertThat(classic.channelFor(new Broadcast(event("e"), to("a").except(Set.of("b")))))
                .isEqualTo("socket.io#/#a#");
        assertThat(classic.channelFor(new Broadcast(event("e"), to("a", "b")))).isEqualTo("socket.io#/#");
        assertThat(classic.channelFor(new Broadcast(event("e"), to("")))).isEqualTo("socket.io#/##");
    }

    @ParameterizedTest
    @ValueSource(strings = {"room1", "", "a#b", "#", "*", "20 characters, a sid?"})
    void theRoomOfAChannelIsToldByItsName(String room) {
        assertThat(classic.roomOf(classic.room(room))).contains(room);
        assertThat(classic.isBroadcast(classic.room(room))).isTrue();
        assertThat(cluster.roomOf(cluster.room(room))).contains(room);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "socket.io#/admin#", "socket.io#/admin#r#", "socket.io#/#r", "socket.io-request#/#"})
    void otherChannelsAreOfNoRoom(String channel) {
        assertThat(classic.roomOf(channel)).isEmpty();
        assertThat(classic.isBroadcast(channel)).isFalse();
        assertThat(cluster.roomOf(channel)).isEmpty();
    }

    @Test
    void theMainChannelIsOfNoRoom() {
        assertThat(classic.isBroadcast("socket.io#/#")).isTrue();
        assertThat(classic.roomOf("socket.io#/#")).isEmpty();
        assertThat(cluster.roomOf("socket.io#/#")).isEmpty();
    }

    @Test
    void theOtherFamiliesChannels() {
        assertThat(cluster.main()).isEqualTo("socket.io#/#");
        assertThat(cluster.own()).isEqualTo("socket.io#/#5192e17f075e125d#");
        assertThat(cluster.of("4a748f78f18bd35e")).isEqualTo("socket.io#/#4a748f78f18bd35e#");
    }

    @ParameterizedTest
    @CsvSource({
        "STATIC, room1, socket.io#/#",
        "DYNAMIC, room1, socket.io#/#room1#",
        "DYNAMIC_PRIVATE, room1, socket.io#/#room1#",
        "STATIC, 3neHJREOKdh3JKC-AAAB, socket.io#/#",
        "DYNAMIC, 3neHJREOKdh3JKC-AAAB, socket.io#/#",
        "DYNAMIC_PRIVATE, 3neHJREOKdh3JKC-AAAB, socket.io#/#3neHJREOKdh3JKC-AAAB#"
    })
    void theModeDecidesWhereARoomsBroadcastGoes(Mode mode, String room, String channel) {
        assertThat(cluster.channelFor(new Broadcast(event("e"), to(room)), mode))
                .isEqualTo(channel);
    }

    @Test
    void allElseGoesToTheMainChannel() {
        Mode mode = Mode.DYNAMIC_PRIVATE;

        assertThat(cluster.channelFor(new Broadcast(event("e"), ALL), mode)).isEqualTo("socket.io#/#");
        assertThat(cluster.channelFor(new Broadcast(event("e"), to("a", "b")), mode))
                .isEqualTo("socket.io#/#");
        assertThat(cluster.channelFor(new BroadcastWithAck("q", event("e"), to("a"), Optional.empty()), mode))
                .isEqualTo("socket.io#/#");
        assertThat(cluster.channelFor(new SocketsLeave(to("a"), Set.of("a")), mode))
                .isEqualTo("socket.io#/#");
    }

    @Test
    void oneStreamIsForAllNamespaces() {
        assertThat(StreamKeys.standard().streams()).containsExactly("socket.io");
        assertThat(StreamKeys.standard().stream("/my-namespace")).isEqualTo("socket.io");
        assertThat(StreamKeys.standard().session("2EL8O9KgFhe1AgmRAAAB")).isEqualTo("sio:session:2EL8O9KgFhe1AgmRAAAB");
    }

    @Test
    void ofSeveralStreamsTheNamespaceDecides() {
        StreamKeys keys = new StreamKeys("socket.io", 4, "sio:session:");

        assertThat(keys.streams()).containsExactly("socket.io-0", "socket.io-1", "socket.io-2", "socket.io-3");
        assertThat(keys.stream("/")).isEqualTo("socket.io-3");
        assertThat(keys.stream("/admin")).isEqualTo("socket.io-0");
        assertThat(keys.stream("/chat")).isEqualTo("socket.io-3");
    }

    @Test
    void refusesAStreamThatNobodyReads() {
        assertThatThrownBy(() -> new StreamKeys("socket.io", 4, "s:").stream("/my-namespace"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("socket.io--3");
        assertThatThrownBy(() -> new StreamKeys("socket.io", 0, "s:")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nodesAndRequestsGetNamesOfTheirOwn() {
        Set<String> classicIds = new HashSet<>();
        Set<String> clusterIds = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            classicIds.add(NodeIds.classic());
            clusterIds.add(NodeIds.cluster());
        }

        assertThat(classicIds).hasSize(100).allMatch(id -> id.matches("[A-Za-z0-9_-]{6}"));
        assertThat(clusterIds).hasSize(100).allMatch(id -> id.matches("[0-9a-f]{16}"));
    }
}
