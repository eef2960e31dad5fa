package xyz.anipub.chat.rest.invite;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.invite.InvitationNotFoundException;
import xyz.anipub.chat.invite.PersonalInvitations;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.room.Room;

/** The caller's answer to being asked into a room. */
@Path("/chat/rooms/{id}/invitation")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class RoomInvitationResource {

    @Inject
    private PersonalInvitations personal;

    @Inject
    private Caller caller;

    /** Becomes a member. */
    @POST
    public Accepted accept(@PathParam("id") String id) {
        return Accepted.of(personal.accept(room(id), caller.member()));
    }

    /** Is not asked again for a while, which whoever asked does not learn. */
    @DELETE
    public void decline(@PathParam("id") String id) {
        personal.decline(room(id), caller.member().id());
    }

    private static RoomId room(String id) {
        return RoomId.parse(id).orElseThrow(InvitationNotFoundException::new);
    }

    /** The room that the caller is a member of now; it is read at its own address. */
    public record Accepted(boolean success, String roomId, String name) {

        static Accepted of(Room room) {
            return new Accepted(true, room.id().value(), room.name());
        }
    }
}
