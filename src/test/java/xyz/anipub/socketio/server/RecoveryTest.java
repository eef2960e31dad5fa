package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.handshake.ConnectRefusedException;

class RecoveryTest extends RecoveryChapter {

    @Test
    void givesEachSocketASecretOfItsOwn() {
        Client second = new Client();
        assertThat(first.pid).hasSize(20).isNotEqualTo(first.sid).isNotEqualTo(second.pid);
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.NOT_ASKED);
    }

    @Test
    void endsEveryEventWithAnOffset() {
        Socket socket = fixture.lastSocket();
        socket.emit("a", 1);
        fixture.main.emit("b", new byte[] {1});
        fixture.main.to(socket.id()).emit("c", "text");
        assertThat(first.peer.take())
                .satisfiesExactly(
                        a -> assertThat(a).matches("2\\[\"a\",1,\"[\\w-]{4}1\"]"),
                        b -> assertThat(b).matches("51-\\[\"b\",\\{\"_placeholder\":true,\"num\":0},\"[\\w-]{4}2\"]"),
                        attachment -> assertThat(attachment).isEqualTo("bAQ=="),
                        c -> assertThat(c).matches("2\\[\"c\",\"text\",\"[\\w-]{4}3\"]"));
    }

    @Test
    void endsVolatileEventsWithTheOffsetBefore() {
        fixture.main.emit("a");
        first.hear();
        String offset = first.offset;
        fixture.main.broadcast().asVolatile().emit("v", "text");
        fixture.lastSocket().asVolatile().emit("w", "text");
        assertThat(first.hear())
                .containsExactly("2[\"v\",\"text\",\"" + offset + "\"]", "2[\"w\",\"text\",\"" + offset + "\"]");
        assertThat(first.offset).isEqualTo(offset);
    }

    @Test
    void endsNoQuestionWithAnOffset() {
        fixture.lastSocket().emitWithAck("a");
        fixture.main.broadcast().emitWithAck("b");
        assertThat(first.hear()).containsExactly("20[\"a\"]", "21[\"b\"]");
    }

    @Test
    void bringsWhatWasMissedAndThenTheAnswer() {
        fixture.main.emit("one");
        first.hear();
        String sid = first.sid;
        String pid = first.pid;
        first.drop();
        fixture.main.emit("two");
        fixture.main.to(sid).emit("three");
        fixture.main.emit("four");

        List<String> heard = first.comeBack();
        assertThat(heard).hasSize(4);
        assertThat(heard.get(0)).startsWith("2[\"two\",");
        assertThat(heard.get(1)).startsWith("2[\"three\",");
        assertThat(heard.get(2)).startsWith("2[\"four\",");
        assertThat(heard.get(3)).isEqualTo("0{\"sid\":\"" + sid + "\",\"pid\":\"" + pid + "\"}");
        fixture.main.emit("five");
        assertThat(first.hear()).singleElement().asString().startsWith("2[\"five\",");
    }

    @Test
    void bringsTheRoomsAndAttributesBack() {
        Socket before = fixture.lastSocket();
        before.join("red");
        before.data().put("level", 3);
        first.drop();
        first.comeBack();

        Socket after = fixture.lastSocket();
        assertThat(after).isNotSameAs(before);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.recovered()).isTrue();
        assertThat(after.rooms()).containsExactlyInAnyOrder(after.id(), "red");
        assertThat(after.data().toJson()).hasToString("{\"level\":3}");
        assertThat(fixture.main.sockets()).containsExactly(after);
        assertThat(before.recovered()).isFalse();
    }

    @Test
    void runsTheMiddlewaresBeforeAnythingIsSent() {
        List<String> seen = new ArrayList<>();
        fixture.main.use(socket -> {
            seen.add(socket.id() + " " + socket.rooms() + socket.data().toJson() + socket.recovered());
            socket.join("blue");
            socket.data().put("level", 4);
            assertThat(first.peer.take()).isEmpty();
        });
        Socket before = fixture.lastSocket();
        before.join("red");
        before.data().put("level", 3);
        before.data().put("name", "n");
        first.drop();
        fixture.main.emit("missed");
        first.comeBack();

        assertThat(seen).containsExactly(before.id() + " [" + before.id() + "]{}false");
        assertThat(fixture.lastSocket().recovered()).isTrue();
        assertThat(fixture.lastSocket().rooms()).containsExactlyInAnyOrder(before.id(), "red", "blue");
        assertThat(fixture.lastSocket().data().toJson().getInt("level")).isEqualTo(4);
        assertThat(fixture.lastSocket().data().toJson().getString("name")).isEqualTo("n");
    }

    @Test
    void sendsNothingOfASessionToAClientThatIsRefused() {
        AtomicBoolean refuse = new AtomicBoolean(true);
        fixture.main.use(socket -> {
            if (refuse.get()) {
                throw new ConnectRefusedException("no");
            }
        });
        first.drop();
        fixture.main.emit("missed");
        assertThat(first.comeBack()).containsExactly("4{\"message\":\"no\"}");

        refuse.set(false);
        assertThat(first.comeBack()).hasSize(2);
        assertThat(fixture.lastSocket().recovered()).isTrue();
    }

    @Test
    void asksTheApplicationWhoseSessionItIs() {
        List<String> asked = new ArrayList<>();
        fixture.main.use(
                socket -> socket.data().put("user", socket.handshake().auth().get("user")));
        fixture.main.onRecovery((socket, rooms, stored) -> {
            asked.add(stored.get("user") + " by " + socket.data().get("user").orElseThrow());
            return stored.get("user").equals(socket.data().get("user").orElseThrow());
        });
        Client owner = new Client();
        fixture.lastSocket().data().put("user", "u1");
        owner.drop();
        fixture.main.emit("secret");
        String pid = owner.pid;

        List<String> heard = owner.comeBack(",\"user\":\"u2\"");
        assertThat(heard).singleElement().asString().startsWith("0{").doesNotContain(pid);
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.REFUSED);
        assertThat(fixture.lastSocket().data().toJson().getString("user")).isEqualTo("u2");

        owner.pid = pid;
        assertThat(owner.comeBack(",\"user\":\"u1\"")).hasSize(2);
        assertThat(asked).containsExactly("\"u1\" by \"u2\"", "\"u1\" by \"u1\"");
    }

    @Test
    void letsTheApplicationTakeRoomsFromASession() {
        fixture.lastSocket().join("red", "blue");
        fixture.main.onRecovery((socket, rooms, stored) -> {
            assertThat(rooms).containsExactlyInAnyOrder(socket.id(), "red", "blue");
            fixture.main.in(socket.id()).socketsLeave("red");
            return true;
        });
        first.drop();
        fixture.main.to("red").emit("secret");
        fixture.main.to("blue").emit("open");
        assertThat(first.comeBack()).hasSize(2).first().asString().contains("open");
        assertThat(fixture.lastSocket().rooms()).containsExactlyInAnyOrder(first.sid, "blue");
    }

    @Test
    void refusesIfTheCheckFails() {
        fixture.main.onRecovery((socket, rooms, stored) -> {
            throw new IllegalStateException("bug");
        });
        first.drop();
        first.comeBack();
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.REFUSED);
        assertThat(fixture.main.sockets()).hasSize(1);
    }

    @Test
    void saysWhyItDoesNotRecover() {
        first.pid = "no such session here";
        assertThat(first.comeBack()).singleElement().asString().startsWith("0{\"sid\"");
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.UNKNOWN);
        first.drop();
        first.comeBack(",\"offset\":\"?\"");
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.MALFORMED);
        first.peer = fixture.peer();
        first.peer.say("0{\"pid\":7,\"offset\":\"a\"}");
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.NOT_ASKED);
    }

    @Test
    void saysThatItIsOffWithoutALog() {
        ServerFixture plain = new ServerFixture();
        Peer peer = plain.peer();
        peer.say("0{\"pid\":\"p\"}");
        assertThat(plain.lastSocket().recovery()).isEqualTo(RecoveryOutcome.OFF);
        assertThat(peer.take()).singleElement().asString().doesNotContain("pid");
    }

    @Test
    void showsWhatTheClientAskedForInItsAuth() {
        fixture.main.emit("a");
        first.hear();
        String offset = first.offset;
        first.drop();
        first.comeBack();

        JsonObject auth = fixture.lastSocket().handshake().auth();
        assertThat(auth.getString("pid")).isEqualTo(first.pid);
        assertThat(auth.getString("offset")).isEqualTo(offset);
    }
}
