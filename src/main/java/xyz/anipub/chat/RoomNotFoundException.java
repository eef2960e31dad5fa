package xyz.anipub.chat;

import xyz.anipub.trace.LogContext;

/** There is no room with that id; also the answer to an id that is none. */
public class RoomNotFoundException extends ChatException {

    private static final long serialVersionUID = 1L;

    public RoomNotFoundException() {
        super(ErrorCode.ROOM_NOT_FOUND, "There is no such room.");
    }

    /**
     * Reads a room's id that came from outside; what is logged of its event or request names it.
     *
     * @throws RoomNotFoundException if the text is no id: then no room can have it
     */
    public static RoomId parse(String text) {
        RoomId room = RoomId.parse(text).orElseThrow(RoomNotFoundException::new);
        LogContext.addRoom(room.value());
        return room;
    }
}
