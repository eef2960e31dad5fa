package xyz.anipub.chat.member;

import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;

/** Only members of the room may do that. */
public class NotAMemberException extends ChatException {

    private static final long serialVersionUID = 1L;

    public NotAMemberException() {
        super(ErrorCode.NOT_A_MEMBER, "You are not a member of this room: join it first.");
    }
}
