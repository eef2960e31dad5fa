package xyz.anipub.chat.message;

import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;

/** Only a tombstone is left of the message. */
public class MessageDeletedException extends ChatException {

    private static final long serialVersionUID = 1L;

    public MessageDeletedException() {
        super(ErrorCode.CONFLICT, "This message has been deleted.");
    }
}
