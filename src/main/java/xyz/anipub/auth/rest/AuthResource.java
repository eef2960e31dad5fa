package xyz.anipub.auth.rest;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.ImageUrl;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.User;
import xyz.anipub.auth.login.Users;
import xyz.anipub.auth.session.Sessions;
import xyz.anipub.auth.token.IssuedToken;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.problem.JsonBodies;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;
import xyz.anipub.text.TextRule;

/** The REST door to registering, logging in and out, and asking who one is. */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@SingletonBean
public class AuthResource {

    /** What may be tried at login; wider than what may be registered, so that old accounts outlive a stricter rule; or an e-mail address. */
    private static final TextRule ANY_NAME = TextRule.trimmed(1, 254);

    private static final TextRule ANY_PASSWORD = TextRule.verbatim(1, 1000);

    private static final TextRule INVITATION = TextRule.verbatim(0, 200);

    private AuthSettings settings;
    private Users users;
    private Sessions sessions;
    private Requests requests;
    private Answers answers;
    private JsonBodies bodies;

    /** For RESTEasy, which looks for it before it asks CDI for the bean. */
    @SuppressWarnings("NullAway")
    public AuthResource() {}

    @Inject
    public AuthResource(
            AuthSettings settings,
            Users users,
            Sessions sessions,
            Requests requests,
            Answers answers,
            JsonBodies bodies) {
        this.settings = settings;
        this.users = users;
        this.sessions = sessions;
        this.requests = requests;
        this.answers = answers;
        this.bodies = bodies;
    }

    /** {@code {name, password, image?, stay?, invitation?}} -> 201 {@code {user, token}}, 409 if the name is taken, 429. */
    @POST
    @Path("/register")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(InputStream entity, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        JsonFields fields = bodies.read(entity, headers.getMediaType());
        String name = fields.text("name", settings.name());
        String password = fields.text("password", settings.password().rule());
        String image = fields.optionalText("image", ImageUrl.RULE).orElse("");
        if (!ImageUrl.isAllowed(image)) {
            fields.error("image", "must be an http, https or relative URL");
        }
        boolean stay = fields.flag("stay");
        String invitation = fields.optionalText("invitation", INVITATION).orElse("");
        fields.check();
        User user = users.register(name, password, image, invitation, request.getRemoteAddr());
        return welcome(201, user, stay, headers, request);
    }

    /** {@code {name, password, stay?}} -> 200 {@code {user, token}}, 401, 429. */
    @POST
    @Path("/login")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response login(InputStream entity, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        JsonFields fields = bodies.read(entity, headers.getMediaType());
        String name = fields.text("name", ANY_NAME);
        String password = fields.text("password", ANY_PASSWORD);
        boolean stay = fields.flag("stay");
        fields.check();
        return welcome(200, users.login(name, password, request.getRemoteAddr()), stay, headers, request);
    }

    /** 204: the session is over and its sockets are closed. 401 without a token, or with one that did not count. */
    @POST
    @Path("/logout")
    public Response logout(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        String cleared = answers.noCookie(headers, request);
        try {
            sessions.end(requests.caller(headers, request));
        } catch (InvalidTokenException e) {
            // A stale cookie would be refused at every call until it is gone.
            return Response.fromResponse(e.problem().toResponse())
                    .header(HttpHeaders.SET_COOKIE, cleared)
                    .build();
        }
        return Response.noContent().header(HttpHeaders.SET_COOKIE, cleared).build();
    }

    /**
     * 200 {@code {user, token?}}: a token of the same session that lives longer. By the cookie if the token came by it, or a cookie of the same
     * session was there; in the body unless it came by the cookie. 403 for who came with another site's token, 401, 429.
     */
    @POST
    @Path("/renewal")
    public Response renew(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        Principal caller = requests.countedCaller(headers, request);
        String token = requests.token(headers, request).orElseThrow();
        IssuedToken renewed = sessions.renew(token, Requests.from(headers, request))
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemCode.FORBIDDEN, "This token is another site's, which renews it.")));
        TokenPath path = requests.path(caller, headers, request);
        return answers.renewed(renewed, path, headers, request);
    }

    /** 200 {@code {_id, name, image, admin?}}, 401. */
    @GET
    @Path("/me")
    public Response me(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        return Answers.json(200, answers.user(requests.caller(headers, request)))
                .build();
    }

    /**
     * 200 {@code {user: {_id, name, image, admin?}, registration, awaitsAdmin?, suspended?}}, with {@code user: null} for who is not logged in,
     * also with a token that does not count: a page asks this first, and nobody's first visit is an error.
     */
    @GET
    @Path("/session")
    public Response session(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        try {
            return Answers.json(200, answers.session(requests.visitor(headers, request)))
                    .build();
        } catch (InvalidTokenException notCounting) {
            return Answers.json(200, answers.session(notCounting)).build();
        }
    }

    private Response welcome(int status, User user, boolean stay, HttpHeaders headers, HttpServletRequest request) {
        IssuedToken issued = sessions.begin(user, Requests.from(headers, request), stay);
        return answers.welcome(status, issued, headers, request);
    }
}
