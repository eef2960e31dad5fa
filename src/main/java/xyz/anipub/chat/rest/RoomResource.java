package xyz.anipub.chat.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.RoomSummaries;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.room.Member;
import xyz.anipub.chat.room.Page;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomNotFoundException;
import xyz.anipub.chat.room.RoomService;

/** One room: read it, join it, leave it, see who belongs to it. */
@Path("/chat/rooms/{id}")
@Identified
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoomResource {

    private static final int STANDARD_LIMIT = 100;
    private static final int MAX_LIMIT = 200;

    @Inject
    private RoomService rooms;

    @Inject
    private ActiveRooms activeRooms;

    @Inject
    private RoomSummaries summaries;

    @Inject
    private Caller caller;

    /** The room with its newest messages. */
    @GET
    public RoomView get(@PathParam("id") String id) {
        return RoomView.of(summaries.full(rooms.get(RoomNotFoundException.parse(id))));
    }

    /** Makes the caller a member; twice is no error. */
    @POST
    @Path("/join")
    public Joined join(@PathParam("id") String id) {
        Room room = rooms.join(RoomNotFoundException.parse(id), caller.member());
        return new Joined(true, "You have joined " + room.name() + ".", RoomView.of(summaries.full(room)));
    }

    /** Ends the caller's membership and all delivery from the room to the caller; twice is no error. */
    @DELETE
    @Path("/leave")
    public Left leave(@PathParam("id") String id) {
        rooms.leave(RoomNotFoundException.parse(id), caller.member().id());
        return new Left(true, "You have left the room.");
    }

    /** Members in the order of their ids; {@code Link rel=next} while there are more. */
    @GET
    @Path("/members")
    public Response members(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        RoomId room = RoomNotFoundException.parse(id);
        Page<Member> page =
                rooms.members(room, Optional.ofNullable(after), PageQuery.limit(limit, STANDARD_LIMIT, MAX_LIMIT));
        List<MemberView> list = page.items().stream()
                .map(member -> new MemberView(
                        member.id().value(), member.name(), member.image(), activeRooms.isPresent(room, member.id())))
                .toList();
        Response.ResponseBuilder answer = Response.ok(list);
        page.next().ifPresent(cursor -> answer.links(Links.to(uri, "next", "after", cursor)));
        return answer.build();
    }

    /** The answer to joining. */
    public record Joined(boolean success, String message, RoomView room) {}

    /** The answer to leaving. */
    public record Left(boolean success, String message) {}
}
