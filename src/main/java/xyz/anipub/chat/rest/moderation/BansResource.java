package xyz.anipub.chat.rest.moderation;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.moderation.MemberNotFoundException;
import xyz.anipub.chat.moderation.Sanctions;
import xyz.anipub.chat.power.Sanction;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.chat.rest.Identified;

/** Who may neither read nor join a room, for its moderators. */
@Path("/chat/rooms/{id}/bans")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class BansResource {

    @Inject
    private Sanctions sanctions;

    @Inject
    private CallerBodies bodies;

    @Inject
    private Caller caller;

    /** Those that hold, in the order of the people's ids. */
    @GET
    public List<SanctionView> list(@PathParam("id") String id) {
        return sanctions.all(Sanction.Kind.BAN, RoomNotFoundException.parse(id), caller.actor()).stream()
                .map(SanctionView::of)
                .toList();
    }

    /** {@code {until?, reason?}}; one that is there is replaced. */
    @PUT
    @Path("/{userId}")
    public void ban(
            @PathParam("id") String id,
            @PathParam("userId") String user,
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type) {
        RoomId room = RoomNotFoundException.parse(id);
        UserId target = MemberNotFoundException.parse(user);
        SanctionBody said = SanctionBody.read(bodies, body, type);
        sanctions.ban(room, caller.actor(), target, said.until(), said.reason());
    }

    /** Twice is no error. */
    @DELETE
    @Path("/{userId}")
    public void unban(@PathParam("id") String id, @PathParam("userId") String user) {
        sanctions.unban(RoomNotFoundException.parse(id), caller.actor(), MemberNotFoundException.parse(user));
    }
}
