package xyz.anipub.chat.invite;

import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;

/** There is no such invitation: a code that is wrong, used up or expired, or a room to which one is not invited. */
public class InvitationNotFoundException extends ChatException {

    private static final long serialVersionUID = 1L;

    public InvitationNotFoundException() {
        super(ErrorCode.INVITATION_NOT_FOUND, "There is no such invitation, or it has ended.");
    }
}
