package xyz.anipub.chat.rest.room;

import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.member.ReadState;
import xyz.anipub.chat.reading.ReadService;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.problem.JsonFields;

/** How far the caller has read one room. */
@Path("/chat/rooms/{id}/read")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class RoomReadResource {

    @Inject
    private ReadService reads;

    @Inject
    private CallerBodies bodies;

    @Inject
    private Caller caller;

    /** {@code {seq}}: the caller has read it up to there. */
    @POST
    public ReadView mark(
            @PathParam("id") String id,
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type) {
        RoomId room = RoomNotFoundException.parse(id);
        JsonFields fields = bodies.read(body, type);
        long seq = fields.number("seq");
        fields.check();
        ReadState state = reads.markRead(room, caller.member().id(), seq, "");
        return new ReadView(room.value(), state.lastRead(), state.unread());
    }
}
