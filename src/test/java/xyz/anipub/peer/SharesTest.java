package xyz.anipub.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SharesTest {

    private final Shares shares = new Shares(3, 2);

    @Test
    void leavesPlacesToOthers() {
        assertThat(shares.take("a")).isTrue();
        assertThat(shares.take("a")).isTrue();
        assertThat(shares.take("a")).isFalse();
        assertThat(shares.take("b")).isTrue();
    }

    @Test
    void hasNoMoreThanAllPlaces() {
        shares.take("a");
        shares.take("a");
        shares.take("b");
        assertThat(shares.take("c")).isFalse();
        shares.giveBack("a");
        assertThat(shares.take("c")).isTrue();
    }

    @Test
    void takesBackOnlyWhatWasTaken() {
        shares.take("a");
        assertThatIllegalStateException().isThrownBy(() -> shares.giveBack("b"));
        shares.giveBack("a");
        assertThatIllegalStateException().isThrownBy(() -> shares.giveBack("a"));
    }

    @Test
    void takesTheIpv6AddressesOfOneCustomerForOne() {
        assertThat(shares.take("2001:db8::1")).isTrue();
        assertThat(shares.take("2001:db8::2")).isTrue();
        assertThat(shares.take("2001:db8::3")).isFalse();
        shares.giveBack("2001:db8::4");
        assertThat(shares.take("2001:db8::3")).isTrue();
    }

    @Test
    void needsAPlaceForSomebody() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Shares(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Shares(0, 1));
    }
}
