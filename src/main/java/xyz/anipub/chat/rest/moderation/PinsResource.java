package xyz.anipub.chat.rest.moderation;

import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.json.MessageJson;
import xyz.anipub.chat.moderation.MessageModeration;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;

/** The pinned messages of a room. */
@Path("/chat/rooms/{id}/pins")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class PinsResource {

    @Inject
    private MessageModeration moderation;

    @Inject
    private Caller caller;

    /** Pinned last first. */
    @GET
    public JsonArray list(@PathParam("id") String id) {
        return MessageJson.of(moderation.pinned(RoomNotFoundException.parse(id), caller.actor()));
    }
}
