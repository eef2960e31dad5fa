package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import xyz.anipub.auth.User;
import xyz.anipub.auth.profile.ProfileChange.Field;
import xyz.anipub.auth.profile.ProfileRules;
import xyz.anipub.chat.erasure.ErasedPerson;

/** What people are called who are gone. */
class ErasedPeopleTest {

    @Test
    void areCalledTheSameInTheirRoomsAndAsUsers() {
        assertThat(ErasedPerson.NAME).isEqualTo(User.DELETED);
    }

    @Test
    void nobodyElseIsCalledSo() {
        assertThat(ProfileRules.USUAL.isNobodys(Field.DISPLAY_NAME, "DELETED  USER"))
                .isTrue();
        assertThat(ProfileRules.USUAL.isNobodys(Field.DISPLAY_NAME, "Ann")).isFalse();
        assertThat(ProfileRules.USUAL.isNobodys(Field.BIO, User.DELETED)).isFalse();
    }
}
