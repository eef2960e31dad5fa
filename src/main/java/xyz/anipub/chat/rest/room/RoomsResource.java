package xyz.anipub.chat.rest.room;

import jakarta.inject.Inject;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.power.RoomPolicy.Kind;
import xyz.anipub.chat.power.RoomPolicy.Visibility;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.rest.Links;
import xyz.anipub.chat.rest.PageQuery;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomCatalog;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.TextRule;

/** All rooms: {@code GET} lists them, {@code POST} creates one. */
@Path("/chat/rooms")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {

    private static final int STANDARD_LIMIT = 100;
    private static final int MAX_LIMIT = 200;

    @Inject
    private RoomService rooms;

    @Inject
    private RoomCatalog catalog;

    @Inject
    private RoomViews views;

    @Inject
    private CallerBodies bodies;

    @Inject
    private Caller caller;

    /**
     * Rooms, last active first; with {@code member=true} the caller's, in the order of their ids. {@code Link rel=next}
     * while there are more.
     */
    @GET
    public Response list(
            @QueryParam("q") @Nullable String nameContains,
            @QueryParam("member") @Nullable String member,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        String part = Optional.ofNullable(nameContains).map(String::strip).orElse("");
        Optional<String> cursor = Optional.ofNullable(after);
        int count = PageQuery.limit(limit, STANDARD_LIMIT, MAX_LIMIT);
        UserId me = caller.member().id();
        Page<Room> page;
        if (PageQuery.flag("member", member)) {
            PageQuery.requireAbsent("q", part, "cannot be combined with member");
            page = rooms.roomsOf(me, Kind.NAMED, cursor, count);
        } else {
            page = rooms.list(me, part, cursor, count);
        }
        Response.ResponseBuilder answer = Response.ok(views.briefs(page.items(), me));
        page.next().ifPresent(next -> answer.links(Links.to(uri, "next", "after", next)));
        return answer.build();
    }

    /** {@code {name, description?, retention?, visibility?}}; the caller becomes the first member. */
    @POST
    public Response create(
            InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type, @Context UriInfo uri) {
        JsonFields fields = bodies.read(body, type);
        String name = fields.text("name", TextRule.ANY);
        String description = fields.optionalText("description", TextRule.ANY).orElse("");
        Optional<String> retention = fields.optionalText("retention", TextRule.ANY);
        Visibility visibility = VisibilityField.in(fields).orElse(Visibility.PUBLIC);
        fields.check();
        Room room = catalog.create(name, description, retention, visibility, caller.member());
        return Response.created(
                        uri.getAbsolutePathBuilder().path(room.id().value()).build())
                .entity(views.full(room, caller.member().id()))
                .build();
    }
}
