package xyz.anipub.chat.moderation;

import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.UserId;

/** The room has no such member; also the answer to an id that is none. */
public class MemberNotFoundException extends ChatException {

    private static final long serialVersionUID = 1L;

    public MemberNotFoundException() {
        super(ErrorCode.MEMBER_NOT_FOUND, "There is no such member in this room.");
    }

    /**
     * Reads a user's id that came from outside.
     *
     * @throws MemberNotFoundException if the text is no id: then nobody can have it
     */
    public static UserId parse(String text) {
        return UserId.parse(text).orElseThrow(MemberNotFoundException::new);
    }
}
