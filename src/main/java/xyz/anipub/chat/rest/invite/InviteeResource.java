package xyz.anipub.chat.rest.invite;

import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.invite.PersonalInvitations;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.people.UnreachableException;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;

/** Asking somebody to become a member. */
@Path("/chat/rooms/{id}/members/{userId}")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class InviteeResource {

    @Inject
    private PersonalInvitations personal;

    @Inject
    private Caller caller;

    /** That one is told, and accepts or declines; twice is no error, nor is a member. */
    @PUT
    public void ask(@PathParam("id") String id, @PathParam("userId") String userId) {
        RoomId room = RoomNotFoundException.parse(id);
        Member me = caller.member();
        UserId user = UserId.parse(userId).orElseThrow(UnreachableException::new);
        personal.ask(room, me, caller.actor(), user);
    }
}
