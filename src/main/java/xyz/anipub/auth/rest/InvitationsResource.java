package xyz.anipub.auth.rest;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.invitation.Invitation;
import xyz.anipub.auth.invitation.SiteInvitations;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.json.Json;
import xyz.anipub.problem.JsonBodies;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;
import xyz.anipub.text.IsoTime;
import xyz.anipub.text.TextRule;

/** The REST door to invitations to the site, for admins. */
@Path("/invitations")
@Produces(MediaType.APPLICATION_JSON)
@SingletonBean
public class InvitationsResource {

    private static final TextRule DURATION = TextRule.trimmed(1, 50);

    private SiteInvitations invitations;
    private Requests requests;
    private JsonBodies bodies;

    /** For RESTEasy, which looks for it before it asks CDI for the bean. */
    @SuppressWarnings("NullAway")
    public InvitationsResource() {}

    @Inject
    public InvitationsResource(SiteInvitations invitations, Requests requests, JsonBodies bodies) {
        this.invitations = invitations;
        this.requests = requests;
        this.bodies = bodies;
    }

    /** {@code {expires?, uses?}} -> 201 {@code {_id, code, expiresAt, usesLeft, by, at}}; a week and one use if nothing is said. 403, 409, 401. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response inviteToSite(
            InputStream entity, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        Principal admin = requests.admin(headers, request);
        JsonFields fields = bodies.read(entity, headers.getMediaType());
        Duration lifetime = lifetime(fields);
        long uses = fields.has("uses") ? fields.number("uses") : 1;
        if (uses < 1 || uses > SiteInvitations.MOST_USES) {
            fields.error("uses", "must be a whole number from 1 to " + SiteInvitations.MOST_USES);
        }
        fields.check();
        SiteInvitations.Fresh fresh = invitations.make(admin, lifetime, (int) uses);
        return Answers.json(
                        201, view(fresh.invitation()).add("code", fresh.code()).build())
                .build();
    }

    private static Duration lifetime(JsonFields fields) {
        try {
            Duration lifetime = fields.optionalText("expires", DURATION)
                    .map(Duration::parse)
                    .orElse(SiteInvitations.USUAL_LIFETIME);
            if (lifetime.toSeconds() < 1 || lifetime.compareTo(SiteInvitations.LONGEST_LIFETIME) > 0) {
                fields.error("expires", "must be more than nothing and at most " + SiteInvitations.LONGEST_LIFETIME);
            }
            return lifetime;
        } catch (DateTimeException noDuration) {
            fields.error("expires", "must be a duration such as PT12H or P7D");
            return Duration.ZERO;
        }
    }

    /** 200 {@code {invitations: [{_id, expiresAt, usesLeft, by, at}…]}}, the last made first; 403, 401. */
    @GET
    public Response getSiteInvitations(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        requests.admin(headers, request);
        JsonArrayBuilder list = Json.createArrayBuilder();
        invitations.list().forEach(each -> list.add(view(each)));
        return Answers.json(
                        200, Json.createObjectBuilder().add("invitations", list).build())
                .build();
    }

    /** 204: nobody registers by it any more; 404 if there is none; 403, 401. */
    @DELETE
    @Path("/{invitation}")
    public Response revokeSiteInvitation(
            @PathParam("invitation") String invitation,
            @Context HttpHeaders headers,
            @Context HttpServletRequest request) {
        if (!invitations.revoke(requests.admin(headers, request), invitation)) {
            throw new ProblemException(Problem.of(ProblemCode.NOT_FOUND, "There is no such invitation."));
        }
        return Response.noContent().build();
    }

    private static JsonObjectBuilder view(Invitation invitation) {
        return Json.createObjectBuilder()
                .add("_id", invitation.id())
                .add("expiresAt", IsoTime.text(invitation.expiresAt()))
                .add("usesLeft", invitation.usesLeft())
                .add("by", invitation.by())
                .add("at", IsoTime.text(invitation.at()));
    }
}
