package xyz.anipub.auth.rest;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.ImageUrl;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.User;
import xyz.anipub.auth.login.Users;
import xyz.anipub.auth.token.Credentials;
import xyz.anipub.auth.token.Evidence;
import xyz.anipub.auth.token.IssuedToken;
import xyz.anipub.auth.token.Tokens;
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

    private AuthSettings settings;
    private Users users;
    private Tokens tokens;
    private Credentials credentials;
    private JsonBodies bodies;

    /** For RESTEasy, which looks for it before it asks CDI for the bean. */
    @SuppressWarnings("NullAway")
    public AuthResource() {}

    @Inject
    public AuthResource(AuthSettings settings, Users users, Tokens tokens, Credentials credentials, JsonBodies bodies) {
        this.settings = settings;
        this.users = users;
        this.tokens = tokens;
        this.credentials = credentials;
        this.bodies = bodies;
    }

    /** {@code {name, password, image?}} -> 201 {@code {user, token}}, 409 if the name is taken, 429. */
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
        fields.check();
        return welcome(201, users.register(name, password, image, request.getRemoteAddr()), headers, request);
    }

    /** {@code {name, password}} -> 200 {@code {user, token}}, 401, 429. */
    @POST
    @Path("/login")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response login(InputStream entity, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        JsonFields fields = bodies.read(entity, headers.getMediaType());
        String name = fields.text("name", ANY_NAME);
        String password = fields.text("password", ANY_PASSWORD);
        fields.check();
        return welcome(200, users.login(name, password, request.getRemoteAddr()), headers, request);
    }

    /** 204: the token counts no more and its sockets are closed. 401 without a token, or with one that did not count. */
    @POST
    @Path("/logout")
    public Response logout(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        String cleared = new TokenCookie(settings.cookie()).cleared(isSecure(headers, request));
        try {
            Principal caller = caller(headers, request);
            tokens.revoke(caller.tokenId(), caller.expiresAt());
        } catch (InvalidTokenException e) {
            // A stale cookie would be refused at every call until it is gone.
            return Response.fromResponse(e.problem().toResponse())
                    .header(HttpHeaders.SET_COOKIE, cleared)
                    .build();
        }
        return Response.noContent().header(HttpHeaders.SET_COOKIE, cleared).build();
    }

    /** 200 {@code {_id, name, image}}, 401. */
    @GET
    @Path("/me")
    public Response me(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        return answer(200, view(caller(headers, request))).build();
    }

    /**
     * 200 {@code {user: {_id, name, image}}}, or {@code {user: null}} for who is not logged in, also with a token that
     * does not count: a page asks this first, and nobody's first visit is an error.
     */
    @GET
    @Path("/session")
    public Response session(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        JsonValue user =
                visitor(headers, request).<JsonValue>map(AuthResource::view).orElse(JsonValue.NULL);
        return answer(200, Json.createObjectBuilder().add("user", user).build()).build();
    }

    private Optional<Principal> visitor(HttpHeaders headers, HttpServletRequest request) {
        try {
            return identified(headers, request);
        } catch (InvalidTokenException e) {
            return Optional.empty();
        }
    }

    private Principal caller(HttpHeaders headers, HttpServletRequest request) {
        return identified(headers, request)
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.UNAUTHORIZED)));
    }

    private Optional<Principal> identified(HttpHeaders headers, HttpServletRequest request) {
        return credentials.identify(Evidence.of(headers.getRequestHeaders(), request.isSecure()));
    }

    private Response welcome(int status, User user, HttpHeaders headers, HttpServletRequest request) {
        IssuedToken issued = tokens.issue(user);
        JsonObject body = Json.createObjectBuilder()
                .add("user", view(issued.principal()))
                .add("token", issued.token())
                .build();
        String cookie = new TokenCookie(settings.cookie())
                .set(issued.token(), settings.token().lifetime(), isSecure(headers, request));
        return answer(status, body).header(HttpHeaders.SET_COOKIE, cookie).build();
    }

    /** A proxy that ended the TLS says so; who lies here only makes their own cookie stricter. */
    private static boolean isSecure(HttpHeaders headers, HttpServletRequest request) {
        String forwarded = headers.getHeaderString("X-Forwarded-Proto");
        return request.isSecure() || forwarded != null && forwarded.strip().startsWith("https");
    }

    private static JsonObject view(Principal principal) {
        return Json.createObjectBuilder()
                .add("_id", principal.userId())
                .add("name", principal.name())
                .add("image", principal.image())
                .build();
    }

    private static Response.ResponseBuilder answer(int status, JsonObject body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
