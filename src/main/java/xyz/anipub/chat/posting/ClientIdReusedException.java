package xyz.anipub.chat.posting;

import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;

/** The sender used this clientId in this room before, for another content. */
public class ClientIdReusedException extends ChatException {

    private static final long serialVersionUID = 1L;

    public ClientIdReusedException() {
        super(ErrorCode.CONFLICT, "This clientId was used for another message: send a new one.");
    }
}
