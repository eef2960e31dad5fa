package xyz.anipub.chat.rest.invite;

import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.invite.Invitation;
import xyz.anipub.chat.invite.Invitations;
import xyz.anipub.chat.invite.Invitations.Made;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.json.Json;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.IsoTime;
import xyz.anipub.text.TextRule;

/** The codes by which people come into a room, as those see them who may invite. */
@Path("/chat/rooms/{id}/invitations")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class RoomInvitationsResource {

    @Inject
    private Invitations invitations;

    @Inject
    private CallerBodies bodies;

    @Inject
    private Caller caller;

    /** Those that have not ended, newest first: moderators see all, others their own. Not the codes: nobody knows them any more. */
    @GET
    public JsonArray list(@PathParam("id") String id) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        invitations.of(room(id), actor()).forEach(each -> json.add(json(each)));
        return json.build();
    }

    /** {@code {expires?, uses?}}: makes one. */
    @POST
    public Response make(
            @PathParam("id") String id,
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            @Context UriInfo uri) {
        RoomId room = room(id);
        JsonFields fields = bodies.read(body, type);
        Optional<String> expires = fields.optionalText("expires", TextRule.ANY);
        boolean isCounted = fields.object().getOrDefault("uses", JsonValue.NULL) != JsonValue.NULL;
        Optional<Long> uses = isCounted ? Optional.of(fields.number("uses")) : Optional.empty();
        fields.check();
        Made made = invitations.make(room, actor(), expires, uses);
        String code = made.code().text();
        JsonObjectBuilder json = json(made.invitation())
                .add("code", code)
                // Behind the sign that no browser sends, so that no log has it.
                .add("url", uri.getBaseUri().resolve("/").toString() + "#invitation=" + code);
        return Response.status(Response.Status.CREATED).entity(json.build()).build();
    }

    /** Ends one; twice is no error. */
    @DELETE
    @Path("/{invitationId}")
    public void delete(@PathParam("id") String id, @PathParam("invitationId") String invitation) {
        invitations.delete(room(id), actor(), invitation);
    }

    private static JsonObjectBuilder json(Invitation invitation) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("_id", invitation.id())
                .add("by", invitation.by().value())
                .add("createdAt", IsoTime.text(invitation.createdAt()))
                .add("expiresAt", IsoTime.text(invitation.expiresAt()));
        return invitation.usesLeft().isPresent()
                ? json.add("usesLeft", invitation.usesLeft().getAsInt())
                : json.add("usesLeft", JsonValue.NULL);
    }

    private static RoomId room(String id) {
        return RoomNotFoundException.parse(id);
    }

    private Actor actor() {
        return caller.actor();
    }
}
