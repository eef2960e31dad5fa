package xyz.anipub.chat.message;

import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;

/** The sender has no such message in this room. */
public class MessageNotFoundException extends ChatException {

    private static final long serialVersionUID = 1L;

    public MessageNotFoundException() {
        super(ErrorCode.INVALID, "You have no message with this _id in this room.");
    }
}
