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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.json.MessageJson;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.rest.Links;
import xyz.anipub.chat.rest.PageQuery;
import xyz.anipub.chat.search.SearchService;
import xyz.anipub.chat.search.SearchService.Found;

/** Searching the messages of one room. */
@Path("/chat/rooms/{id}/search")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class RoomSearchResource {

    @Inject
    private SearchService search;

    @Inject
    private Caller caller;

    /** Newest first; {@code Link rel=next} while there is more to look at, even if nothing was found in this stretch. */
    @GET
    public Response search(
            @PathParam("id") String id,
            @QueryParam("q") @Nullable String text,
            @QueryParam("before") @Nullable String before,
            @Context UriInfo uri) {
        Found found = search.inRoom(
                RoomNotFoundException.parse(id),
                caller.member().id(),
                Optional.ofNullable(text).orElse(""),
                PageQuery.seq("before", before));
        Response.ResponseBuilder answer = Response.ok(MessageJson.of(found.messages()));
        found.next().ifPresent(seq -> answer.links(Links.to(uri, "next", "before", seq)));
        return answer.build();
    }
}
