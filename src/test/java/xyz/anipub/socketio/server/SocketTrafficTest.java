package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.SocketTraffic;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.event.InvalidArgumentException;

/** What a namespace counts. */
@Timeout(60)
class SocketTrafficTest {

    private final ServerFixture fixture = new ServerFixture();
    private final SocketTraffic traffic = fixture.main.traffic();
    private final Peer peer = fixture.joinedPeer();
    private final Socket socket = fixture.lastSocket();

    @Test
    void eventsThatComeAndDeliveriesOfThoseThatGo() {
        fixture.joinedPeer();
        peer.say("2[\"one\"]").say("2[\"nobody handles it\"]");
        assertThat(traffic.events()).isEqualTo(2);
        socket.emit("to one");
        fixture.main.emit("to both");
        socket.emitWithAck("asking one");
        assertThat(traffic.deliveries()).isEqualTo(4);
    }

    @Test
    void eventsThatComeTooFast() {
        int said = 0;
        while (traffic.refused() == 0) {
            peer.say("2[\"again\"]");
            said++;
        }
        assertThat(traffic.events()).isEqualTo(said - 1);
    }

    /** They would be the fastest answers, while nothing is done for them. */
    @Test
    void notTheTimeOfAnswersToWhatIsRefused() {
        List<Long> answers = new ArrayList<>();
        traffic.onAnswer(answers::add);
        while (traffic.refused() == 0) {
            peer.say("21[\"again\"]");
        }
        assertThat(peer.take()).last().asString().contains("rate_limited");
        assertThat(answers).isEmpty();
    }

    @Test
    void eventsThatFailByABug() {
        socket.on("bug", (arguments, ack) -> {
            throw new IllegalStateException("a bug");
        });
        socket.on("mistake", (arguments, ack) -> {
            throw new InvalidArgumentException("of the client");
        });
        peer.say("21[\"bug\"]").say("2[\"mistake\"]");
        assertThat(traffic.failed()).isEqualTo(1);
        assertThat(traffic.events()).isEqualTo(2);
    }

    @Test
    void theTimeUntilEachAnswerOnce() {
        List<Long> answers = new ArrayList<>();
        traffic.onAnswer(answers::add);
        List<Ack> waiting = new ArrayList<>();
        socket.on("ask", (arguments, ack) -> waiting.add(ack));
        peer.say("21[\"ask\"]").say("2[\"ask\"]");
        assertThat(answers).isEmpty();
        waiting.forEach(ack -> {
            ack.send("answer");
            ack.send("once more");
        });
        assertThat(answers).singleElement().satisfies(nanos -> assertThat(nanos).isNotNegative());
    }
}
