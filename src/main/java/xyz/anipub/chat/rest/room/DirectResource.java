package xyz.anipub.chat.rest.room;

import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.direct.DirectRooms;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.people.UnreachableException;
import xyz.anipub.chat.power.RoomPolicy.Kind;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.rest.Links;
import xyz.anipub.chat.rest.PageQuery;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.problem.JsonFields;

/** The caller's direct rooms. */
@Path("/chat/direct")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class DirectResource {

    private static final int STANDARD_LIMIT = 100;
    private static final int MAX_LIMIT = 200;

    @Inject
    private DirectRooms direct;

    @Inject
    private RoomService rooms;

    @Inject
    private DirectViews views;

    @Inject
    private CallerBodies bodies;

    @Inject
    private Caller caller;

    /**
     * In the order of their ids, each with its {@code people}; without those that are hidden. {@code Link rel=next} while there are more,
     * be it that this page has none.
     */
    @GET
    public Response list(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        UserId me = caller.member().id();
        Page<Room> page = rooms.roomsOf(
                me, Kind.DIRECT, Optional.ofNullable(after), PageQuery.limit(limit, STANDARD_LIMIT, MAX_LIMIT));
        JsonArray list = views.list(page.items(), me);
        Response.ResponseBuilder answer = Response.ok(list);
        page.next().ifPresent(next -> answer.links(Links.to(uri, "next", "after", next)));
        return answer.build();
    }

    /** {@code {userIds}}: the one room of exactly these people and the caller. */
    @POST
    public JsonObject open(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type) {
        JsonFields fields = bodies.read(body, type);
        List<UserId> others = others(fields);
        fields.check();
        Member me = caller.member();
        return views.full(direct.open(me, others), me.id());
    }

    private static List<UserId> others(JsonFields fields) {
        List<UserId> others = new ArrayList<>();
        if (fields.object().get("userIds") instanceof JsonArray ids) {
            for (JsonValue id : ids) {
                if (id instanceof JsonString text) {
                    // What is no id is nobody's.
                    others.add(UserId.parse(text.getString()).orElseThrow(UnreachableException::new));
                } else {
                    fields.error("userIds", "must be ids");
                }
            }
        } else {
            fields.error("userIds", "must be an array of ids");
        }
        return others;
    }
}
