package xyz.anipub.boot;

import jakarta.inject.Inject;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.login.RegistrationCodes;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.invite.Invitations;

/**
 * The invitations to rooms, for {@code auth}, which knows nothing of the chat. Who registers by one takes a use of it, and comes into the room
 * by that one.
 */
@SingletonBean
class RoomCodes implements RegistrationCodes {

    private final Invitations invitations;

    @Inject
    RoomCodes(Invitations invitations) {
        this.invitations = invitations;
    }

    @Override
    public boolean take(String code, String userId) {
        try {
            return invitations.takeAhead(code, new UserId(userId));
        } catch (xyz.anipub.chat.UnavailableException away) {
            throw new UnavailableException(away);
        }
    }

    @Override
    public void giveBack(String code, String userId) {
        try {
            invitations.giveBack(code, new UserId(userId));
        } catch (xyz.anipub.chat.UnavailableException away) {
            throw new UnavailableException(away);
        }
    }
}
