package xyz.anipub.chat;

/** There is no room with that id; also the answer to an id that is none. */
public class RoomNotFoundException extends ChatException {

    private static final long serialVersionUID = 1L;

    public RoomNotFoundException() {
        super(ErrorCode.ROOM_NOT_FOUND, "There is no such room.");
    }

    /**
     * Reads a room's id that came from outside.
     *
     * @throws RoomNotFoundException if the text is no id: then no room can have it
     */
    public static RoomId parse(String text) {
        return RoomId.parse(text).orElseThrow(RoomNotFoundException::new);
    }
}
