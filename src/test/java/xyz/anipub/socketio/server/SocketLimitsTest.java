package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.config.SocketLimits;

class SocketLimitsTest {

    private static final String HEADER = "52-[\"a\",{\"_placeholder\":true,\"num\":0}]";

    private final ServerFixture fixture = new ServerFixture();
    private final Peer peer = fixture.joinedPeer();
    private final Socket socket = fixture.lastSocket();

    @Test
    void closesIfAttachmentsDoNotComeInTime() {
        peer.say(HEADER);
        fixture.timers.advance(Duration.ofSeconds(29));
        peer.say(new byte[1]);
        fixture.timers.advance(Duration.ofMillis(999));
        assertThat(fixture.ends).isEmpty();
        fixture.timers.advance(Duration.ofMillis(1));

        assertThat(peer.wasClosedGracefully()).isTrue();
        assertThat(fixture.ends).contains("disconnect forced close: attachments did not come in time 0");
    }

    @Test
    void countsTheTimeOfEachPacketByItself() {
        for (int i = 0; i < 3; i++) {
            peer.say(HEADER).say(new byte[1]);
            fixture.timers.advance(Duration.ofSeconds(20));
            peer.say(new byte[1]);
        }
        assertThat(fixture.ends).isEmpty();
        assertThat(fixture.timers.pending()).isZero();
    }

    @Test
    void keepsNoTimeForAConnectionThatIsGone() {
        peer.say(HEADER);
        peer.drop(CloseReason.TRANSPORT_CLOSE);
        assertThat(fixture.timers.pending()).isZero();
    }

    @Test
    void refusesTooManyNamespacesAtATime() {
        for (String name : new String[] {"/a", "/b", "/c"}) {
            fixture.server.of(name);
        }
        peer.join("/a,");
        peer.join("/b,");
        peer.say("0/c,");
        assertThat(peer.take()).containsExactly("4/c,{\"message\":\"too many namespaces\"}");
        peer.say("1/a");
        peer.join("/c,");
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void remembersOnlyTheNamespacesJoinedLately() {
        for (int i = 0; i < 7; i++) {
            fixture.server.of("/" + i);
            peer.join("/" + i + ",");
            peer.say("1/" + i);
        }
        peer.say("2/6,[\"late\"]")
                .say("2[\"still joined\"]")
                .say(HEADER)
                .say(new byte[1])
                .say(new byte[1]);
        assertThat(peer.isClosed()).isFalse();
        peer.say("2/0,[\"forgotten\"]");
        assertThat(peer.wasClosedGracefully()).isTrue();
    }

    @Test
    void refusesTooManyRooms() {
        socket.join("1", "2", "3", "4");
        assertThatThrownBy(() -> socket.join("5", "6"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("more than 5 rooms");
        assertThat(socket.rooms()).hasSize(5);
        socket.join("5", "1", socket.id());
        fixture.main.broadcast().socketsJoin("6");
        assertThat(socket.rooms()).hasSize(6).doesNotContain("6");
        fixture.main.to("6").emit("nobody");
        assertThat(peer.take()).isEmpty();
    }

    @Test
    void arePositive() {
        assertThatThrownBy(() -> new SocketLimits(Duration.ZERO, 1, 1, 1, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SocketLimits(Duration.ofMillis(1), 0, 1, 1, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SocketLimits(Duration.ofMillis(1), 1, 0, 1, true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
