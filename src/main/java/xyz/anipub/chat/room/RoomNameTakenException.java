package xyz.anipub.chat.room;

import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;

/** Another room has that name already, ignoring case. */
public class RoomNameTakenException extends ChatException {

    private static final long serialVersionUID = 1L;

    public RoomNameTakenException() {
        super(ErrorCode.CONFLICT, "A room with this name exists already: choose another name.");
    }
}
