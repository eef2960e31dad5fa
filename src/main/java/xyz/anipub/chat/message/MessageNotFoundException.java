package xyz.anipub.chat.message;

import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.MessageId;

/** The room has no message with that id; also the answer to an id that is none. */
public class MessageNotFoundException extends ChatException {

    private static final long serialVersionUID = 1L;

    public MessageNotFoundException() {
        super(ErrorCode.MESSAGE_NOT_FOUND, "There is no such message in this room.");
    }

    /**
     * Reads a message's id that came from outside.
     *
     * @throws MessageNotFoundException if the text is no id: then no message can have it
     */
    public static MessageId parse(String text) {
        return MessageId.parse(text).orElseThrow(MessageNotFoundException::new);
    }
}
