package xyz.anipub.auth.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.Registration;
import xyz.anipub.auth.UnavailableException;

class RegistrationModeTest {

    private static final Optional<Registration> NONE = Optional.empty();
    private static final Optional<Registration> CLOSED = Optional.of(Registration.CLOSED);

    private final InMemoryChosenRegistration store = new InMemoryChosenRegistration();
    private final RegistrationMode mode = node(store);

    private static RegistrationMode node(ChosenRegistration store) {
        return new RegistrationMode(AuthSettings.USUAL.withRegistration(Registration.INVITATION), store);
    }

    @Test
    void isTheSettingUntilAnAdminChooses() {
        assertThat(mode.current()).isEqualTo(Registration.INVITATION);
        assertThat(mode.choose(NONE, CLOSED)).isTrue();
        assertThat(mode.current()).isEqualTo(Registration.CLOSED);
        assertThat(mode.choose(CLOSED, NONE)).isTrue();
        assertThat(mode.current()).isEqualTo(Registration.INVITATION);
    }

    @Test
    void isFollowedByOtherNodes() {
        RegistrationMode other = node(store);
        other.follow();
        mode.choose(NONE, CLOSED);
        assertThat(other.current()).as("from memory").isEqualTo(Registration.INVITATION);
        other.follow();
        assertThat(other.current()).isEqualTo(Registration.CLOSED);
    }

    @Test
    void isAskedForByTheFirstWhoComesToAFreshNode() {
        store.replace(NONE, CLOSED);
        assertThat(mode.lastKnown()).as("shown").isEqualTo(Registration.INVITATION);
        store.away = true;
        assertThatThrownBy(mode::current).isInstanceOf(UnavailableException.class);
        store.away = false;
        assertThat(mode.current()).isEqualTo(Registration.CLOSED);
        store.away = true;
        assertThat(mode.current()).as("from memory").isEqualTo(Registration.CLOSED);
    }

    @Test
    void ofTwoAtOnceOneChooses() {
        assertThat(node(store).choose(NONE, CLOSED)).isTrue();
        assertThat(mode.choose(NONE, Optional.of(Registration.OPEN))).isFalse();
        assertThat(mode.current()).isEqualTo(Registration.CLOSED);
    }

    @Test
    void whatWasReadBeforeAChoiceIsForgotten() {
        RegistrationMode[] its = new RegistrationMode[1];
        its[0] = node(new ChosenRegistration() {
            private boolean first = true;

            @Override
            public Optional<Registration> find() {
                Optional<Registration> found = store.find();
                if (first) {
                    first = false;
                    its[0].choose(NONE, CLOSED);
                }
                return found;
            }

            @Override
            public boolean replace(Optional<Registration> before, Optional<Registration> next) {
                return store.replace(before, next);
            }
        });
        its[0].follow();
        assertThat(its[0].lastKnown()).isEqualTo(Registration.CLOSED);
    }
}
