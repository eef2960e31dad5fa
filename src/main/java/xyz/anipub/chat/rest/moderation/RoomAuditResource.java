package xyz.anipub.chat.rest.moderation;

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
import org.jspecify.annotations.Nullable;
import xyz.anipub.audit.AuditEntry;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.moderation.RoomAudit;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;

/** What was done in a room, for its moderators. */
@Path("/chat/rooms/{id}/audit")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class RoomAuditResource {

    @Inject
    private RoomAudit audit;

    @Inject
    private Caller caller;

    /** Newest first; {@code Link rel=next} while there may be more. */
    @GET
    public Response list(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        int count = NewestPage.limit(limit);
        List<AuditEntry> page =
                audit.newest(RoomNotFoundException.parse(id), caller.actor(), Optional.ofNullable(after), count);
        return NewestPage.of(page, count, AuditEntry::id, AuditView::of, uri);
    }
}
