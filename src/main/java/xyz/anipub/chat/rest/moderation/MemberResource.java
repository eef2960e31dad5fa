package xyz.anipub.chat.rest.moderation;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.moderation.MemberNotFoundException;
import xyz.anipub.chat.moderation.Sanctions;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;

/** One member of a room, for moderators. */
@Path("/chat/rooms/{id}/members/{userId}")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class MemberResource {

    @Inject
    private Sanctions sanctions;

    @Inject
    private Caller caller;

    /** Puts a member out of the room; twice is no error. */
    @DELETE
    public void kick(
            @PathParam("id") String id,
            @PathParam("userId") String user,
            @QueryParam("reason") @DefaultValue("") String reason) {
        sanctions.kick(RoomNotFoundException.parse(id), caller.actor(), MemberNotFoundException.parse(user), reason);
    }
}
