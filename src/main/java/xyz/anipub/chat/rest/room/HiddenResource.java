package xyz.anipub.chat.rest.room;

import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.direct.DirectRooms;
import xyz.anipub.chat.posting.MessageService;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;

/** Takes direct messages out of the caller's list. */
@Path("/chat/rooms/{id}/hidden")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class HiddenResource {

    @Inject
    private DirectRooms direct;

    @Inject
    private RoomService rooms;

    @Inject
    private MessageService messages;

    @Inject
    private Caller caller;

    /** Until there is a new message, or the caller opens them again; twice is no error. */
    @PUT
    public void hide(@PathParam("id") String id) {
        UserId me = caller.member().id();
        Room room = rooms.readable(RoomNotFoundException.parse(id), me);
        direct.hide(room, me, messages.lastSeq(room.id()));
    }
}
