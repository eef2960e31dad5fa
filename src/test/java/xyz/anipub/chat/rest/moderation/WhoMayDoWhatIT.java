package xyz.anipub.chat.rest.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import xyz.anipub.testing.SharedChat;

/** Every call and every event of the chat, by everybody, on one node; on two it is done where these are. */
class WhoMayDoWhatIT {

    private final WhoMayDoWhat matrix = new WhoMayDoWhat(SharedChat.api(), SharedChat.api(), SharedChat.admin());

    @Test
    void byCalls() {
        WhoMayDoWhat.assertNamesEveryCall();
        WhoMayDoWhat.assertHasAColumnForEachRole();
        assertThat(matrix.byCalls()).isEmpty();
    }

    @Test
    void byAccounts() {
        assertThat(matrix.byAccounts()).isEmpty();
    }

    @Test
    void byEvents() {
        WhoMayDoWhat.assertNamesEveryEvent();
        assertThat(matrix.byEvents()).isEmpty();
    }

    @Test
    void privateRoomsAreNotToldFromNone() {
        assertThat(matrix.inAPrivateRoom()).isEmpty();
    }
}
