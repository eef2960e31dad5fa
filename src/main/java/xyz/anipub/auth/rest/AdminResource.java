package xyz.anipub.auth.rest;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository;
import xyz.anipub.auth.admin.Admins;
import xyz.anipub.bean.SharedTime;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.json.Json;
import xyz.anipub.problem.JsonBodies;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;
import xyz.anipub.text.IsoTime;
import xyz.anipub.text.NameKey;
import xyz.anipub.text.TextRule;

/** The REST door to becoming the first admin, and to the list of people, which only admins see. */
@Path("/admin")
@Produces(MediaType.APPLICATION_JSON)
@SingletonBean
public class AdminResource {

    private static final TextRule CODE = TextRule.trimmed(1, 200);
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;
    private static final int LONGEST = 200;

    private Admins admins;
    private UserRepository users;
    private Requests requests;
    private JsonBodies bodies;
    private Clock clock;

    /** For RESTEasy, which looks for it before it asks CDI for the bean. */
    @SuppressWarnings("NullAway")
    public AdminResource() {}

    @Inject
    public AdminResource(
            Admins admins, UserRepository users, Requests requests, JsonBodies bodies, @SharedTime Clock clock) {
        this.admins = admins;
        this.users = users;
        this.requests = requests;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** {@code {code}} -> 204: the caller is an admin. 403 if the code is wrong or was used, 429, 401. */
    @POST
    @Path("/claim")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response claim(InputStream entity, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        Principal caller = requests.caller(headers, request);
        JsonFields fields = bodies.read(entity, headers.getMediaType());
        String code = fields.text("code", CODE);
        fields.check();
        admins.claim(caller, code, request.getRemoteAddr());
        return Response.noContent().build();
    }

    /**
     * 200 {@code {people: [{_id, name, image, since, hasPassword, admin, suspended}…], next}} in the order of the names, those whose names begin
     * with {@code q}; 403, 401.
     */
    @GET
    @Path("/people")
    public Response getPeople(
            @QueryParam("q") @Nullable String q,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context HttpHeaders headers,
            @Context HttpServletRequest request) {
        requests.admin(headers, request);
        int most = limit(limit);
        String start = q == null || q.isBlank() ? "" : NameKey.of(text("q", q));
        List<User> found = users.page(start, after == null ? "" : text("after", after), most + 1);
        List<User> page = found.subList(0, Math.min(most, found.size()));
        JsonArrayBuilder list = Json.createArrayBuilder();
        page.forEach(user -> list.add(view(user)));
        JsonObjectBuilder answer = Json.createObjectBuilder().add("people", list);
        if (found.size() > most) {
            answer.add("next", page.get(most - 1).nameKey());
        } else {
            answer.addNull("next");
        }
        return Answers.json(200, answer.build()).build();
    }

    private JsonObject view(User user) {
        JsonObjectBuilder view = Json.createObjectBuilder()
                .add("_id", user.id())
                .add("name", user.name())
                .add("image", user.image())
                .add("since", IsoTime.text(since(user)))
                .add("hasPassword", !user.passwordHash().isEmpty())
                .add("admin", admins.isAdmin(user.id()));
        if (!user.displayName().isEmpty()) {
            view.add("displayName", user.displayName());
        }
        user.standing()
                .suspended(clock.instant())
                .ifPresentOrElse(one -> view.add("suspended", Answers.view(one)), () -> view.addNull("suspended"));
        return view.build();
    }

    /** An id begins with the seconds since 1970, ours and those that MongoDB makes. */
    private static Instant since(User user) {
        return Instant.ofEpochSecond(Long.parseLong(user.id().substring(0, 8), 16));
    }

    private static String text(String name, String value) {
        if (value.length() > LONGEST) {
            throw new ProblemException(
                    Problem.of(ProblemCode.TOO_LONG, name + " must have at most " + LONGEST + " characters."));
        }
        return value;
    }

    private static int limit(@Nullable String limit) {
        if (limit == null) {
            return USUAL_LIMIT;
        }
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw new ProblemException(
                    Problem.of(ProblemCode.INVALID, "limit must be a number from 1 to " + MOST + "."));
        }
        return Integer.parseInt(limit);
    }
}
