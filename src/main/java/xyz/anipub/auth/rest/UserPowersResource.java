package xyz.anipub.auth.rest;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.Suspension;
import xyz.anipub.auth.admin.Suspensions;
import xyz.anipub.auth.reset.PasswordResets;
import xyz.anipub.bean.SharedTime;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.json.Json;
import xyz.anipub.problem.JsonBodies;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.IsoTime;
import xyz.anipub.text.TextRule;

/** The REST door to what admins do to one user: keep somebody out, or give a code for a new password. */
@Path("/users/{id}")
@Produces(MediaType.APPLICATION_JSON)
@SingletonBean
public class UserPowersResource {

    private static final TextRule REASON = TextRule.text(0, 500);
    private static final TextRule TIME = TextRule.trimmed(1, 50);

    private Suspensions suspensions;
    private PasswordResets resets;
    private Requests requests;
    private JsonBodies bodies;
    private Clock clock;

    /** For RESTEasy, which looks for it before it asks CDI for the bean. */
    @SuppressWarnings("NullAway")
    public UserPowersResource() {}

    @Inject
    public UserPowersResource(
            Suspensions suspensions,
            PasswordResets resets,
            Requests requests,
            JsonBodies bodies,
            @SharedTime Clock clock) {
        this.suspensions = suspensions;
        this.resets = resets;
        this.requests = requests;
        this.bodies = bodies;
        this.clock = clock;
    }

    /**
     * {@code {until?, reason?}} -> 204: no token of theirs counts, and their sockets are closed. 403 for who is no admin, and for oneself and whom the settings name; 404 for
     * nobody; 401.
     */
    @PUT
    @Path("/suspension")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response suspend(
            InputStream entity,
            @PathParam("id") String id,
            @Context HttpHeaders headers,
            @Context HttpServletRequest request) {
        Principal admin = requests.admin(headers, request);
        JsonFields fields = bodies.read(entity, headers.getMediaType());
        Optional<Instant> until = until(fields);
        String reason = fields.optionalText("reason", REASON).orElse("");
        fields.check();
        suspensions.suspend(admin, id, new Suspension(until, reason));
        return Response.noContent().build();
    }

    private Optional<Instant> until(JsonFields fields) {
        Optional<String> text = fields.optionalText("until", TIME);
        try {
            Optional<Instant> until = text.map(Instant::parse);
            if (until.isPresent() && !until.get().isAfter(clock.instant())) {
                fields.error("until", "must be to come");
            }
            return until;
        } catch (DateTimeException noTime) {
            fields.error("until", "must be a time such as 2026-12-31T12:00:00Z");
            return Optional.empty();
        }
    }

    /** 204: they may come back. Twice is no error. 403 for who is no admin, 404 for nobody, 401. */
    @DELETE
    @Path("/suspension")
    public Response liftSuspension(
            @PathParam("id") String id, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        suspensions.lift(requests.admin(headers, request), id);
        return Response.noContent().build();
    }

    /** 201 {@code {code, until}}, for {@code POST /api/auth/reset}. 403 for who is no admin, 404 for nobody, 409 for who has no password; 401. */
    @POST
    @Path("/reset")
    public Response resetPassword(
            @PathParam("id") String id, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        PasswordResets.Fresh fresh = resets.begin(requests.admin(headers, request), id);
        return Answers.json(
                        201,
                        Json.createObjectBuilder()
                                .add("code", fresh.code())
                                .add("until", IsoTime.text(fresh.until()))
                                .build())
                .build();
    }
}
