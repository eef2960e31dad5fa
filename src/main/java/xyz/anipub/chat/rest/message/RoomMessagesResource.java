package xyz.anipub.chat.rest.message;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.history.MessagePage;
import xyz.anipub.chat.json.MessageJson;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.posting.MessageService;
import xyz.anipub.chat.posting.PostMessage;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.rest.Links;
import xyz.anipub.chat.rest.PageQuery;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.TextRule;

/** The messages of one room: read them, post one. */
@Path("/chat/rooms/{id}/messages")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class RoomMessagesResource {

    private static final int STANDARD_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    @Inject
    private MessageService messages;

    @Inject
    private CallerBodies bodies;

    @Inject
    private PendingMessage pending;

    @Inject
    private Caller caller;

    /** Oldest first: the newest, or those before or after a seq; {@code Link rel=prev|next} while there are more. */
    @GET
    public Response list(
            @PathParam("id") String id,
            @QueryParam("before") @Nullable String before,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        RoomId room = RoomNotFoundException.parse(id);
        int count = PageQuery.limit(limit, STANDARD_LIMIT, MAX_LIMIT);
        Optional<Long> beforeSeq = PageQuery.seq("before", before);
        Optional<Long> afterSeq = PageQuery.seq("after", after);
        UserId me = caller.member().id();
        MessagePage page = afterSeq.map(seq -> messages.after(room, me, seq, count))
                .or(() -> beforeSeq.map(seq -> messages.before(room, me, seq, count)))
                .orElseGet(() -> messages.newest(room, me, count));
        return answer(page, uri);
    }

    /** {@code {content, clientId?, replyTo?}}. */
    @POST
    public Posted post(
            @PathParam("id") String id,
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type) {
        RoomId room = RoomNotFoundException.parse(id);
        JsonFields fields = bodies.read(body, type);
        String content = fields.text("content", TextRule.ANY);
        Optional<String> clientId = fields.optionalText("clientId", TextRule.ANY);
        Optional<String> replyTo = fields.optionalText("replyTo", TextRule.ANY);
        fields.check();
        Message message = pending.await(messages.post(PostMessage.byRest(
                room, caller.member(), content, clientId, replyTo.map(MessageNotFoundException::parse))));
        return Posted.of(message);
    }

    private static Response answer(MessagePage page, UriInfo uri) {
        List<Message> list = page.messages();
        Response.ResponseBuilder answer = Response.ok(MessageJson.of(list));
        if (page.older()) {
            answer.links(Links.to(uri, "prev", "before", list.get(0).seq()));
        }
        if (page.newer()) {
            answer.links(
                    Links.to(uri, "next", "after", list.get(list.size() - 1).seq()));
        }
        return answer.build();
    }

    /** The answer to posting and to changing, as the guide's page reads it. */
    public record Posted(int status, JsonObject message) {

        static Posted of(Message message) {
            return new Posted(200, MessageJson.of(message));
        }
    }
}
