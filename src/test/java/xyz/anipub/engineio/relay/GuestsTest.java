package xyz.anipub.engineio.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.relay.Guests.Outcome;
import xyz.anipub.engineio.relay.Guests.Visit;
import xyz.anipub.peer.Rate;

class GuestsTest {

    private static final String ADDRESS = "192.0.2.1";
    private static final int BURST = 3;
    private static final int LONGEST = 16_000;

    private final Guests guests =
            new Guests(new RelayConfig(9, 4, 60_000, LONGEST, Duration.ofSeconds(5), new Rate(BURST, 1)), () -> 0);

    private Visit post(String sid, String address) {
        return guests.enterWithBody(sid, address).orElseThrow();
    }

    private void guess() {
        for (int i = 0; i < BURST; i++) {
            post("made up " + i, ADDRESS).leave(Outcome.UNCERTAIN);
        }
    }

    @Test
    void aPostIsChargedBeforeItsBodyComesWhateverComesOfIt() {
        guess();
        assertThat(guests.enterWithBody("made up", ADDRESS)).isEmpty();
        assertThat(guests.mayAsk("made up", ADDRESS)).isFalse();
        assertThat(guests.mayAsk("made up", "192.0.2.2")).isTrue();
    }

    @Test
    void aSessionThatIsThereCostsNothing() {
        for (int i = 0; i < 2 * BURST; i++) {
            post("there " + i, ADDRESS).leave(Outcome.KNOWN);
        }
        assertThat(guests.mayAsk("another", ADDRESS)).isTrue();
    }

    @Test
    void whoseSessionIsKnownIsNotLockedOutByItsNeighbour() {
        post("there", ADDRESS).leave(Outcome.KNOWN);
        guess();
        assertThat(guests.mayAsk("there", ADDRESS)).isTrue();
        post("there", ADDRESS).leave(Outcome.UNKNOWN);
        assertThat(guests.mayAsk("there", ADDRESS)).isFalse();
    }

    @Test
    void oneNetworkIsOneAddress() {
        for (int i = 0; i < BURST; i++) {
            guests.enter("made up", "2001:db8::" + i).orElseThrow().leave(Outcome.UNKNOWN);
        }
        assertThat(guests.mayAsk("made up", "2001:db8::ffff")).isFalse();
        assertThat(guests.mayAsk("made up", "2001:db8:0:1::1")).isTrue();
    }

    @Test
    void whoseAddressNobodyTellsCountsAmongAllOnly() {
        for (int i = 0; i < 9; i++) {
            post("made up", "");
        }
        assertThat(guests.enterWithBody("made up", "")).isEmpty();
        assertThat(guests.mayAsk("made up", "")).isTrue();
    }

    @Test
    void bodiesHoldMemoryWhileTheyCome() {
        Visit first = post("a", ADDRESS);
        Visit second = post("b", ADDRESS);
        assertThat(first.hold(1)).isTrue();
        assertThat(first.hold(LONGEST)).isTrue();
        assertThat(second.hold(1)).isFalse();
        assertThat(post("c", "192.0.2.2").hold(LONGEST)).isTrue();
        first.leave(Outcome.UNCERTAIN);
        first.leave(Outcome.UNCERTAIN);
        assertThat(second.hold(LONGEST)).isTrue();
        assertThat(post("d", "192.0.2.3").hold(LONGEST)).isTrue();
        assertThat(post("e", "192.0.2.4").hold(LONGEST)).as("nobody has all").isFalse();
    }

    @Test
    void soManyMayBeOpenForAnAddress() {
        Visit first = guests.enter("a", ADDRESS).orElseThrow();
        for (int i = 0; i < 3; i++) {
            guests.enter("a", ADDRESS).orElseThrow();
        }
        assertThat(guests.enter("a", ADDRESS)).isEmpty();
        assertThat(guests.enterWithBody("a", ADDRESS)).isEmpty();
        first.leave(Outcome.UNCERTAIN);
        assertThat(guests.enter("a", ADDRESS)).isPresent();
    }
}
