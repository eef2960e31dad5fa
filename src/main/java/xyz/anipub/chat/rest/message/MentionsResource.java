package xyz.anipub.chat.rest.message;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.json.MessageJson;
import xyz.anipub.chat.notice.Notices;
import xyz.anipub.chat.notice.Notices.Noticed;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.rest.Links;
import xyz.anipub.chat.rest.PageQuery;
import xyz.anipub.chat.room.Room;
import xyz.anipub.json.Json;

/** Messages that name the caller, or answer one of the caller's. */
@Path("/chat/mentions")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class MentionsResource {

    private static final int STANDARD_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    @Inject
    private Notices notices;

    @Inject
    private Caller caller;

    /** Newest first, of rooms of which the caller is a member; {@code Link rel=next} while there are older ones. */
    @GET
    public Response list(
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        int count = PageQuery.limit(limit, STANDARD_LIMIT, MAX_LIMIT);
        Page<Noticed> page = notices.of(caller.member().id(), Optional.ofNullable(before), count);
        JsonArrayBuilder all = Json.createArrayBuilder();
        page.items().forEach(each -> all.add(json(each)));
        Response.ResponseBuilder answer = Response.ok(all.build());
        page.next().ifPresent(cursor -> answer.links(Links.to(uri, "next", "before", cursor)));
        return answer.build();
    }

    private static JsonObjectBuilder json(Noticed noticed) {
        Room room = noticed.room();
        return Json.createObjectBuilder()
                .add("kind", noticed.kind().text())
                .add(
                        "room",
                        Json.createObjectBuilder()
                                .add("_id", room.id().value())
                                .add("kind", RoomPolicy.text(room.policy().kind()))
                                .add("name", room.name()))
                .add("message", MessageJson.of(noticed.message()));
    }
}
