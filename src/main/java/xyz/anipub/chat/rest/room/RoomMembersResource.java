package xyz.anipub.chat.rest.room;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
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
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.RoomPower;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.rest.Links;
import xyz.anipub.chat.rest.PageQuery;
import xyz.anipub.chat.room.RoomService;

/** Who belongs to one room. */
@Path("/chat/rooms/{id}/members")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class RoomMembersResource {

    private static final int STANDARD_LIMIT = 100;
    private static final int MAX_LIMIT = 200;

    @Inject
    private RoomService rooms;

    @Inject
    private ActiveRooms activeRooms;

    @Inject
    private Caller caller;

    @Inject
    private Power power;

    /** Members in the order of their ids, or with {@code q} those of a name that begins so, in its order; {@code Link rel=next} while there are more. */
    @GET
    public Response list(
            @PathParam("id") String id,
            @QueryParam("q") @Nullable String nameStart,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        RoomId room = RoomNotFoundException.parse(id);
        String start = Optional.ofNullable(nameStart).map(String::strip).orElse("");
        Optional<String> place = Optional.ofNullable(after);
        int count = PageQuery.limit(limit, STANDARD_LIMIT, MAX_LIMIT);
        UserId me = caller.member().id();
        Page<Member> page = start.isEmpty()
                ? rooms.members(room, me, place, count)
                : rooms.membersNamed(room, me, start, place, count);
        BiPredicate<RoomId, UserId> presence = activeRooms.presence();
        RoomPower known = power.known(room).orElseThrow(RoomNotFoundException::new);
        List<MemberView> list = page.items().stream()
                .map(member -> new MemberView(
                        member.id().value(),
                        member.name(),
                        member.image(),
                        member.displayName().isEmpty() ? null : member.displayName(),
                        known.role(member.id()).text(),
                        presence.test(room, member.id())))
                .toList();
        Response.ResponseBuilder answer = Response.ok(list);
        page.next().ifPresent(cursor -> answer.links(Links.to(uri, "next", "after", cursor)));
        return answer.build();
    }
}
