package xyz.anipub.chat.rest.invite;

import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
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
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.people.Blocks;
import xyz.anipub.chat.people.Blocks.Blocked;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.rest.Links;
import xyz.anipub.chat.rest.PageQuery;
import xyz.anipub.text.IsoTime;

/** Whom the caller blocks. */
@Path("/users/me/blocks")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class BlocksResource {

    private static final int STANDARD_LIMIT = 100;
    private static final int MAX_LIMIT = 200;

    @Inject
    private Blocks blocks;

    @Inject
    private Caller caller;

    /** In the order of their ids; {@code Link rel=next} while there are more. */
    @GET
    public Response list(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Page<Blocked> page =
                blocks.of(me(), Optional.ofNullable(after), PageQuery.limit(limit, STANDARD_LIMIT, MAX_LIMIT));
        Response.ResponseBuilder answer =
                Response.ok(page.items().stream().map(BlockView::of).toList());
        page.next().ifPresent(cursor -> answer.links(Links.to(uri, "next", "after", cursor)));
        return answer.build();
    }

    /** Twice is no error; the other one is told nothing. */
    @PUT
    @Path("/{userId}")
    public void block(@PathParam("userId") String userId) {
        blocks.block(me(), person(userId));
    }

    /** Twice is no error. */
    @DELETE
    @Path("/{userId}")
    public void unblock(@PathParam("userId") String userId) {
        blocks.unblock(me(), person(userId));
    }

    private UserId me() {
        return caller.member().id();
    }

    private static UserId person(String id) {
        return UserId.parse(id)
                .orElseThrow(() -> new InvalidFieldException(ErrorCode.INVALID, "userId", "userId must be an id."));
    }

    /**
     * Somebody whom the caller blocks; name and image are empty of who is not a user any more.
     *
     * @param displayName null, which is left out, where it is the name
     */
    public record BlockView(
            @JsonbProperty("_id") String id,
            String name,
            String image,
            @Nullable String displayName,
            String since) {

        static BlockView of(Blocked blocked) {
            return new BlockView(
                    blocked.block().blocked().value(),
                    blocked.member().map(Member::name).orElse(""),
                    blocked.member().map(Member::image).orElse(""),
                    blocked.member()
                            .map(Member::displayName)
                            .filter(name -> !name.isEmpty())
                            .orElse(null),
                    IsoTime.text(blocked.block().since()));
        }
    }
}
