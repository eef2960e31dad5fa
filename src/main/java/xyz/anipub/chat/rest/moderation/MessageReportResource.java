package xyz.anipub.chat.rest.moderation;

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
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.report.ReportService;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.TextRule;

/** Tells the moderators of a message. */
@Path("/chat/rooms/{id}/messages/{messageId}/report")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class MessageReportResource {

    @Inject
    private ReportService reports;

    @Inject
    private CallerBodies bodies;

    @Inject
    private Caller caller;

    /** {@code {reason}}; a second time it changes nothing. */
    @POST
    public void report(
            @PathParam("id") String id,
            @PathParam("messageId") String message,
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type) {
        RoomId room = RoomNotFoundException.parse(id);
        MessageId target = MessageNotFoundException.parse(message);
        JsonFields fields = bodies.read(body, type);
        String reason = fields.text("reason", TextRule.ANY);
        fields.check();
        reports.report(room, target, caller.actor(), reason);
    }
}
