package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.event.Ack;

/** A server empties itself little by little. */
class ReleaseTest {

    private final ServerFixture fixture = new ServerFixture();

    @Test
    void releasesSoManyAtATimeAndTellsHowManyAreLeft() {
        List<Peer> peers = Stream.generate(fixture::peer).limit(3).toList();
        peers.forEach(Peer::join);

        assertThat(fixture.server.release(2, true)).isEqualTo(1);
        assertThat(peers).filteredOn(Peer::wasClosedGracefully).hasSize(2);
        assertThat(fixture.server.release(2, true)).isZero();
        assertThat(peers).allMatch(Peer::wasClosedGracefully);
        assertThat(fixture.ends)
                .filteredOn(end -> end.startsWith("disconnect server shutting down: server draining"))
                .hasSize(3);
    }

    @Test
    void takesThoseAlongThatAreInNoNamespace() {
        Peer peer = fixture.peer();
        assertThat(fixture.server.release(1, true)).isZero();
        assertThat(peer.wasClosedGracefully()).isTrue();
    }

    @Test
    void leavesAloneWhoseEventWaitsForItsAnswerIfItIsPatient() {
        List<Ack> acks = new ArrayList<>();
        Peer asking = fixture.peer();
        asking.join();
        fixture.lastSocket().on("ask", (arguments, ack) -> acks.add(ack));
        asking.say("27[\"ask\"]").say("2[\"ask\"]");
        asking.take();

        assertThat(fixture.server.release(5, true)).isEqualTo(1);
        assertThat(asking.isClosed()).isFalse();
        acks.get(0).send("stored");
        acks.get(0).send("and once more");
        assertThat(asking.take()).containsExactly("37[\"stored\"]");
        assertThat(fixture.server.release(5, true)).isZero();
        assertThat(asking.wasClosedGracefully()).isTrue();
    }

    @Test
    void waitsForNoAnswerThatNobodyGives() {
        Peer asking = fixture.peer();
        asking.join();
        fixture.lastSocket().on("stopped", (arguments, ack) -> {});
        fixture.lastSocket().use((event, arguments) -> {
            if (event.equals("stopped")) {
                throw new IllegalArgumentException("planned");
            }
        });
        asking.say("27[\"unknown\"]").say("28[\"stopped\"]");

        assertThat(fixture.server.release(5, true)).isZero();
        assertThat(asking.wasClosedGracefully()).isTrue();
    }

    @Test
    void takesEverybodyIfItIsNot() {
        Peer asking = fixture.peer();
        asking.join();
        fixture.lastSocket().on("ask", (arguments, ack) -> {});
        asking.say("27[\"ask\"]");

        assertThat(fixture.server.release(5, false)).isZero();
        assertThat(asking.wasClosedGracefully()).isTrue();
    }
}
