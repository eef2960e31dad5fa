package xyz.anipub.auth.rest;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.User;
import xyz.anipub.auth.login.Users;
import xyz.anipub.auth.reset.PasswordResets;
import xyz.anipub.auth.session.Session;
import xyz.anipub.auth.session.Sessions;
import xyz.anipub.auth.token.IssuedToken;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.json.Json;
import xyz.anipub.problem.JsonBodies;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;
import xyz.anipub.text.IsoTime;
import xyz.anipub.text.TextRule;

/** The REST door to one's own password and sessions. */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@SingletonBean
public class SessionsResource {

    private static final TextRule ANY_PASSWORD = TextRule.verbatim(1, 1000);

    private static final TextRule CODE = TextRule.trimmed(1, 200);

    private AuthSettings settings;
    private Users users;
    private Sessions sessions;
    private PasswordResets resets;
    private Requests requests;
    private Answers answers;
    private JsonBodies bodies;

    /** For RESTEasy, which looks for it before it asks CDI for the bean. */
    @SuppressWarnings("NullAway")
    public SessionsResource() {}

    @Inject
    public SessionsResource(
            AuthSettings settings,
            Users users,
            Sessions sessions,
            PasswordResets resets,
            Requests requests,
            Answers answers,
            JsonBodies bodies) {
        this.settings = settings;
        this.users = users;
        this.sessions = sessions;
        this.resets = resets;
        this.requests = requests;
        this.answers = answers;
        this.bodies = bodies;
    }

    /**
     * {@code {current, next}} -> 200 {@code {user, token?}} and the cookie as {@code renewal} answers them, of a session that takes
     * the place of the caller's; that and all others are over, and their sockets closed, and no code for another password counts any
     * more. 403 if {@code current} is wrong, 409, 429, 401.
     */
    @PUT
    @Path("/password")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response changePassword(
            InputStream entity, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        Principal caller = requests.caller(headers, request);
        JsonFields fields = bodies.read(entity, headers.getMediaType());
        String current = fields.text("current", ANY_PASSWORD);
        String next = fields.text("next", settings.password().rule());
        fields.check();
        // Before it ends.
        TokenPath path = requests.path(caller, headers, request);
        boolean isOurs = caller.origin().ours();
        User changed = users.changePassword(
                caller.userId(), current, next, isOurs ? "" : caller.tokenId(), request.getRemoteAddr());
        if (isOurs) {
            IssuedToken issued = sessions.beginAnew(changed, caller, Requests.from(headers, request));
            return answers.renewed(issued, path, headers, request);
        }
        // Another site's stays as it is, and there is nothing to be told.
        sessions.endOthers(caller.userId(), caller.tokenId());
        JsonObjectBuilder body = Json.createObjectBuilder().add("user", answers.user(caller));
        if (path != TokenPath.COOKIE) {
            body.add("token", requests.token(headers, request).orElseThrow());
        }
        return Answers.json(200, body.build()).build();
    }

    /** {@code {code, next}} -> 204: the password is the new one, and all sessions are over. 403 if the code does not count (any more), 409, 429. */
    @POST
    @Path("/reset")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response useResetCode(
            InputStream entity, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        JsonFields fields = bodies.read(entity, headers.getMediaType());
        String code = fields.text("code", CODE);
        String next = fields.text("next", settings.password().rule());
        fields.check();
        resets.redeem(code, next, request.getRemoteAddr());
        return Response.noContent().build();
    }

    /** 200 {@code {sessions: [{_id, agent, address, since, lastUsed, until, current}…]}}, used last first; 401, 429. */
    @GET
    @Path("/sessions")
    public Response getSessions(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        Principal caller = requests.countedCaller(headers, request);
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (Session each : sessions.of(caller, Requests.from(headers, request))) {
            list.add(view(each, each.id().equals(caller.tokenId())));
        }
        return Answers.json(
                        200, Json.createObjectBuilder().add("sessions", list).build())
                .build();
    }

    /** 204: the session is over and its sockets are closed; of one's own the cookie, too. 404 if it is none of the caller's; 401. */
    @DELETE
    @Path("/sessions/{session}")
    public Response endSession(
            @PathParam("session") String session, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        Principal caller = requests.caller(headers, request);
        if (!sessions.end(caller, session)) {
            throw new ProblemException(Problem.of(ProblemCode.NOT_FOUND, "There is no such session of yours."));
        }
        Response.ResponseBuilder answer = Response.noContent();
        if (session.equals(caller.tokenId())) {
            answer.header(HttpHeaders.SET_COOKIE, answers.noCookie(headers, request));
        }
        return answer.build();
    }

    private static JsonObject view(Session session, boolean isCurrent) {
        return Json.createObjectBuilder()
                .add("_id", session.id())
                .add("agent", session.visitor().agent())
                .add("address", session.visitor().network())
                .add("since", IsoTime.text(session.since()))
                .add("lastUsed", IsoTime.text(session.usedAt()))
                .add("until", IsoTime.text(session.until()))
                .add("current", isCurrent)
                .build();
    }
}
