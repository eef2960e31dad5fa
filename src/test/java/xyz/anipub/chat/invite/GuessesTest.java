package xyz.anipub.chat.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UserId;

/** Codes are tried out by one person from many addresses, and from one address by many people. */
class GuessesTest {

    private static final String HERE = "192.0.2.1";
    private static final int BURST = 20;

    private final AtomicLong nanos = new AtomicLong();
    private final Guesses guesses = new Guesses(InvitationRules.standard(), nanos::get);
    private final UserId mallory = TestIds.user();

    private void guess(UserId user, String address) {
        assertThatThrownBy(() -> guesses.counted(user, address, () -> {
                    throw new InvitationNotFoundException();
                }))
                .isInstanceOf(InvitationNotFoundException.class);
    }

    private void refuse(UserId user, String address) {
        assertThatThrownBy(() -> guesses.counted(user, address, () -> "asked the store"))
                .isInstanceOf(TooFastException.class);
    }

    private String good(UserId user, String address) {
        return guesses.counted(user, address, () -> "room");
    }

    @Test
    void aPersonIsRefusedWhereverTheyCallFromAndNobodyElseIs() {
        for (int i = 0; i < BURST; i++) {
            guess(mallory, "192.0.2." + (100 + i));
        }
        refuse(mallory, HERE);
        assertThat(good(TestIds.user(), HERE)).isEqualTo("room");
    }

    @Test
    void anAddressIsRefusedWhoeverCallsFromThere() {
        for (int i = 0; i < BURST; i++) {
            guess(TestIds.user(), HERE);
        }
        refuse(TestIds.user(), HERE);
        assertThat(good(mallory, "192.0.2.2")).isEqualTo("room");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(good(mallory, HERE)).isEqualTo("room");
    }

    @Test
    void codesThatAreGoodCountNothing() {
        for (int i = 0; i < 2 * BURST; i++) {
            assertThat(good(mallory, HERE)).isEqualTo("room");
        }
        guess(mallory, HERE);
    }
}
