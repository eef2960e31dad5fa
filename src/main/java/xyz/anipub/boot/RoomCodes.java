package xyz.anipub.boot;

import jakarta.inject.Inject;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.login.RegistrationCodes;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.invite.Invitations;

/**
 * The invitations to rooms, for {@code auth}, which knows nothing of the chat. Who registers by one takes no use of it: that is taken
 * when the room is entered by it.
 */
@SingletonBean
class RoomCodes implements RegistrationCodes {

    private final Invitations invitations;

    @Inject
    RoomCodes(Invitations invitations) {
        this.invitations = invitations;
    }

    @Override
    public boolean take(String code) {
        try {
            return invitations.isGood(code);
        } catch (xyz.anipub.chat.UnavailableException away) {
            throw new UnavailableException(away);
        }
    }

    @Override
    public void giveBack(String code) {}
}
