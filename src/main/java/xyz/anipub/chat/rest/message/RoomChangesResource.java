package xyz.anipub.chat.rest.message;

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
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.change.ChangeService;
import xyz.anipub.chat.change.ChangeService.ChangePage;
import xyz.anipub.chat.json.MessageJson;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.rest.Links;
import xyz.anipub.chat.rest.PageQuery;

/** What was changed of a room's messages. */
@Path("/chat/rooms/{id}/changes")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class RoomChangesResource {

    private static final int STANDARD_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    @Inject
    private ChangeService changes;

    @Inject
    private Caller caller;

    /** The messages with a later change, in the order of their changes; {@code Link rel=next} while there are more. */
    @GET
    public Response list(
            @PathParam("id") String id,
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        ChangePage page = changes.since(
                RoomNotFoundException.parse(id),
                caller.member().id(),
                PageQuery.seq("since", since).orElse(0L),
                PageQuery.limit(limit, STANDARD_LIMIT, MAX_LIMIT));
        Response.ResponseBuilder answer = Response.ok(MessageJson.of(page.messages()));
        page.next().ifPresent(change -> answer.links(Links.to(uri, "next", "since", change)));
        return answer.build();
    }
}
