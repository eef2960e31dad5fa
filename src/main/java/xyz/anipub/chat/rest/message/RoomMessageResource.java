package xyz.anipub.chat.rest.message;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.change.ChangeService;
import xyz.anipub.chat.message.ChangeMessage;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.rest.message.RoomMessagesResource.Posted;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.TextRule;

/** One message of a room: edit it, delete it, react to it. Each answers the message as it is then. */
@Path("/chat/rooms/{id}/messages/{messageId}")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class RoomMessageResource {

    @Inject
    private ChangeService changes;

    @Inject
    private CallerBodies bodies;

    @Inject
    private PendingMessage pending;

    @Inject
    private Caller caller;

    /** {@code {content}}; the same content again changes nothing. */
    @PATCH
    public Posted edit(
            @PathParam("id") String id,
            @PathParam("messageId") String message,
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type) {
        RoomId room = RoomNotFoundException.parse(id);
        MessageId target = MessageNotFoundException.parse(message);
        JsonFields fields = bodies.read(body, type);
        String content = fields.text("content", TextRule.ANY);
        fields.check();
        return changed(new ChangeMessage.Edit(room, target, user(), content));
    }

    /** Leaves a tombstone; twice is no error. */
    @DELETE
    public Posted delete(@PathParam("id") String id, @PathParam("messageId") String message) {
        return changed(new ChangeMessage.Delete(
                RoomNotFoundException.parse(id), MessageNotFoundException.parse(message), user()));
    }

    /** Twice is no error. */
    @PUT
    @Path("/reactions/{emoji}")
    public Posted react(
            @PathParam("id") String id, @PathParam("messageId") String message, @PathParam("emoji") String emoji) {
        return changed(new ChangeMessage.AddReaction(
                RoomNotFoundException.parse(id), MessageNotFoundException.parse(message), user(), emoji));
    }

    /** Twice is no error. */
    @DELETE
    @Path("/reactions/{emoji}")
    public Posted unreact(
            @PathParam("id") String id, @PathParam("messageId") String message, @PathParam("emoji") String emoji) {
        return changed(new ChangeMessage.RemoveReaction(
                RoomNotFoundException.parse(id), MessageNotFoundException.parse(message), user(), emoji));
    }

    private Posted changed(ChangeMessage command) {
        return Posted.of(pending.await(changes.change(command)));
    }

    private UserId user() {
        return caller.member().id();
    }
}
