package xyz.anipub.chat.rest.invite;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.invite.Invitations;
import xyz.anipub.chat.invite.PersonalInvitations;
import xyz.anipub.chat.invite.PersonalInvitations.Pending;
import xyz.anipub.chat.json.PersonJson;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.room.Room;
import xyz.anipub.text.IsoTime;

/** Invitations as those who are invited see them: by a code, or to oneself. */
@Path("/chat/invitations")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class InvitationsResource {

    @Inject
    private Invitations invitations;

    @Inject
    private PersonalInvitations personal;

    @Inject
    private Caller caller;

    /** Into which rooms the caller was asked and has not answered, newest first. */
    @GET
    public List<PendingView> list() {
        return personal.of(caller.member().id()).stream().map(PendingView::of).toList();
    }

    /** What a code leads to. */
    @GET
    @Path("/{code}")
    public Preview preview(@PathParam("code") String code, @Context HttpServletRequest request) {
        return Preview.of(invitations.preview(code, caller.member(), request.getRemoteAddr()));
    }

    /** Comes in by a code; who is a member already takes no use of it. */
    @POST
    @Path("/{code}/accept")
    public RoomInvitationResource.Accepted accept(@PathParam("code") String code, @Context HttpServletRequest request) {
        return RoomInvitationResource.Accepted.of(invitations.accept(code, caller.member(), request.getRemoteAddr()));
    }

    /** A room as somebody sees it who is invited, and nothing else of it. */
    public record Preview(String name, String description, long memberCount) {

        static Preview of(Room room) {
            return new Preview(room.name(), room.description(), Math.max(0, room.memberCount()));
        }
    }

    /** A room into which the caller is asked; {@code by} has an empty name of who is not a user any more. */
    public record PendingView(String roomId, Preview room, JsonObject by, String at) {

        static PendingView of(Pending pending) {
            return new PendingView(
                    pending.room().id().value(),
                    Preview.of(pending.room()),
                    PersonJson.of(pending.by(), pending.asked().by()),
                    IsoTime.text(pending.asked().at()));
        }
    }
}
