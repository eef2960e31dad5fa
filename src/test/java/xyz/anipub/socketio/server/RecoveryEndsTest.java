package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.adapter.RecoveryOutcome;

/** How a socket ends, and whether it comes back after that. */
class RecoveryEndsTest extends RecoveryChapter {

    @ParameterizedTest
    @EnumSource(
            value = CloseReason.class,
            names = {"TRANSPORT_CLOSE", "TRANSPORT_ERROR", "PING_TIMEOUT", "FORCED_CLOSE"})
    void recoversFromALostConnection(CloseReason reason) {
        first.peer.drop(reason);
        first.comeBack();
        assertThat(fixture.lastSocket().recovered()).isTrue();
    }

    @Test
    void recoversFromAConnectionThatTheServerClosed() {
        first.peer.say("4{}");
        assertThat(fixture.ends).last().asString().contains("forced server close");
        first.comeBack();
        assertThat(fixture.lastSocket().recovered()).isTrue();
        first.peer.say("2{");
        assertThat(fixture.ends).last().asString().contains("forced close");
        first.comeBack();
        assertThat(fixture.lastSocket().recovered()).isTrue();
    }

    @Test
    void keepsNothingOfAClientThatLeft() {
        first.peer.say("1");
        first.comeBack();
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.UNKNOWN);
    }

    @Test
    void keepsNothingOfAClientThatWasPutOut() {
        fixture.lastSocket().disconnect(false);
        first.comeBack();
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.UNKNOWN);
    }

    @Test
    void keepsNothingAfterAMalformedPacket() {
        first.peer.drop(CloseReason.PARSE_ERROR);
        first.comeBack();
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.UNKNOWN);
    }

    @Test
    void keepsNothingBeyondTheServersEnd() {
        fixture.server.close();
        assertThat(fixture.ends).last().asString().contains("server shutting down");
        assertThat(ServerFixture.local(fixture.main)
                        .adapter()
                        .recovery()
                        .orElseThrow()
                        .claim(first.pid, java.util.Optional.empty())
                        .outcome())
                .isEqualTo(RecoveryOutcome.UNKNOWN);
    }

    @Test
    void takesOverFromAConnectionThatIsStillThoughtAlive() {
        Socket before = fixture.lastSocket();
        before.join("red");
        Peer dead = first.peer;
        dead.transport().hold();
        fixture.main.emit("in the air");
        fixture.main.emit("lost");

        List<String> heard = first.comeBack();
        assertThat(heard).hasSize(3);
        assertThat(heard.get(0)).startsWith("2[\"in the air\",");
        assertThat(heard.get(2)).startsWith("0{\"sid\":\"" + before.id());
        assertThat(dead.isClosed()).isTrue();
        assertThat(fixture.ends)
                .containsExactly(
                        "disconnecting transport close: its client has come back by another connection 2",
                        "disconnect transport close: its client has come back by another connection 0");
        assertThat(fixture.lastSocket().rooms()).contains("red");
        assertThat(fixture.main.sockets()).containsExactly(fixture.lastSocket());
    }

    @Test
    void leavesALiveConnectionAloneIfItIsSomebodyElses() {
        fixture.main.onRecovery((socket, rooms, stored) -> false);
        Peer victim = first.peer;
        String pid = first.pid;
        first.comeBack();
        assertThat(victim.isClosed()).isFalse();
        assertThat(first.pid).isNotEqualTo(pid);
        fixture.main.emit("still here");
        assertThat(victim.take()).hasSize(1);
    }

    @Test
    void doesNotComeBackAfterADisconnectThatCameTooLate() {
        Socket gone = fixture.lastSocket();
        first.drop();
        gone.disconnect(true);
        first.comeBack();
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.UNKNOWN);
    }

    @Test
    void appliesKicksToThoseWhoAreAway() {
        fixture.lastSocket().join("red", "blue");
        first.drop();
        fixture.main.to("red").emit("secret");
        fixture.main.in(first.sid).socketsLeave("red");
        assertThat(first.comeBack()).hasSize(1);
        assertThat(fixture.lastSocket().rooms()).containsExactlyInAnyOrder(first.sid, "blue");
    }

    @Test
    void forgetsSessionsOnDemand() {
        fixture.lastSocket().join("red");
        first.drop();
        fixture.main.to("blue").forgetSessions();
        fixture.main.to("red").forgetSessions();
        first.comeBack();
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.UNKNOWN);
    }

    @Test
    void countsWhatMiddlewaresEmitForNothing() {
        fixture.main.use(socket -> socket.emit("hello", "text"));
        fixture.main.emit("one");
        first.hear();
        first.drop();
        fixture.main.emit("two");
        String offset = first.offset;
        List<String> heard = first.comeBack();
        assertThat(heard.get(0)).isEqualTo("2[\"hello\",\"text\",\"" + offset + "\"]");
        assertThat(heard.get(1)).startsWith("2[\"two\",");
        assertThat(heard).hasSize(3);
    }

    @Test
    void startsAnewIfTheSessionIsDeletedDuringTheMiddlewares() {
        fixture.main.use(socket -> fixture.main.broadcast().forgetSessions());
        first.drop();
        List<String> heard = first.comeBack();
        assertThat(heard).singleElement().asString().startsWith("0{");
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.FORGOTTEN);
        assertThat(fixture.main.sockets()).hasSize(1);
        assertThat(fixture.lastSocket().rooms()).hasSize(1);
    }

    @Test
    void startsAnewAfterOnePassThroughTheMiddlewares() {
        List<Socket> seen = new ArrayList<>();
        fixture.main.use(socket -> {
            seen.add(socket);
            socket.attach("mine");
            socket.join("early");
            socket.data().put("level", 1);
            fixture.main.broadcast().forgetSessions();
        });
        String sid = first.sid;
        String pid = first.pid;
        fixture.lastSocket().join("earlier");
        first.drop();
        fixture.main.emit("missed");
        assertThat(first.comeBack()).singleElement().asString().startsWith("0{");

        assertThat(seen).containsExactly(fixture.lastSocket());
        assertThat(first.sid)
                .hasSize(20)
                .isNotEqualTo(sid)
                .isEqualTo(fixture.lastSocket().id());
        assertThat(first.pid).hasSize(20).isNotEqualTo(pid);
        assertThat(fixture.lastSocket().publicId()).isEqualTo(first.sid);
        assertThat(fixture.lastSocket().attachment(String.class)).contains("mine");
        assertThat(fixture.lastSocket().rooms()).containsExactlyInAnyOrder(first.sid, "early");
        fixture.main.to("early").emit("live");
        fixture.main.to(sid).emit("secret");
        fixture.main.to("earlier").emit("secret");
        assertThat(first.hear()).singleElement().asString().startsWith("2[\"live\",");
    }

    @Test
    void keepsTheTimeToJoinOfAClientThatGetsNeitherItsSessionNorIn() {
        first.drop();
        fixture.main.onRecovery((socket, rooms, data) -> {
            socket.disconnect(false);
            return false;
        });
        assertThat(first.comeBack()).containsExactly("4{\"message\":\"disconnected\"}");
        assertThat(first.peer.isClosed()).isFalse();
        fixture.timers.advance(Duration.ofSeconds(45));
        assertThat(first.peer.wasClosedGracefully()).isTrue();
    }

    @Test
    void keepsTheTimeToJoinOfAClientWhoseReturnComesTooLate() {
        first.drop();
        fixture.main.use(socket -> fixture.main.broadcast().forgetSessions());
        fixture.main.onRecovery((socket, rooms, data) -> {
            // After the session has been claimed, and before it would be restored.
            fixture.main.broadcast().forgetSessions();
            socket.disconnect(false);
            return true;
        });
        assertThat(first.comeBack()).containsExactly("4{\"message\":\"disconnected\"}");
        fixture.timers.advance(Duration.ofSeconds(45));
        assertThat(first.peer.wasClosedGracefully()).isTrue();
    }

    @Test
    void isRefusedIfDisconnectedInAMiddleware() {
        fixture.main.use(socket -> socket.disconnect(false));
        first.drop();
        assertThat(first.comeBack()).containsExactly("4{\"message\":\"disconnected\"}");
        assertThat(fixture.main.sockets()).isEmpty();
    }

    @Test
    void recoversEachNamespaceByItself() {
        Namespace admin = fixture.watch(fixture.server.of("/admin"));
        first.peer.say("0/admin,");
        Matcher welcome = WELCOME.matcher(first.peer.take().get(0));
        assertThat(welcome.matches()).isTrue();
        first.drop();
        admin.emit("missed");
        Peer peer = fixture.peer();
        peer.say("0/admin,{\"pid\":\"" + welcome.group(2) + "\"}");
        assertThat(peer.take().get(0)).startsWith("2/admin,[\"missed\",");
        assertThat(first.comeBack()).hasSize(1);
        assertThat(fixture.lastSocket().recovered()).isTrue();
    }
}
