package xyz.anipub.auth.rest;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.deletion.AccountDeletions;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.problem.JsonBodies;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.TextRule;

/** The REST door to ending one's own account. */
@Path("/users/me/deletion")
@Produces(MediaType.APPLICATION_JSON)
@SingletonBean
public class DeletionResource {

    private static final TextRule ANY_PASSWORD = TextRule.verbatim(1, 1000);
    private static final TextRule CHOICE = TextRule.trimmed(1, 20);

    private AccountDeletions deletions;
    private Requests requests;
    private Answers answers;
    private JsonBodies bodies;

    /** For RESTEasy, which looks for it before it asks CDI for the bean. */
    @SuppressWarnings("NullAway")
    public DeletionResource() {}

    @Inject
    public DeletionResource(AccountDeletions deletions, Requests requests, Answers answers, JsonBodies bodies) {
        this.deletions = deletions;
        this.requests = requests;
        this.answers = answers;
        this.bodies = bodies;
    }

    /**
     * {@code {password?, messages: "keep"|"delete"}} -> 204: the account has ended, its sockets are closed and the cookie is cleared. 403
     * if the password is wrong, or, of who has none here, the token is not new; 409 if the account was changed meanwhile; 401, 429.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response deleteAccount(
            InputStream entity, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        Principal caller = requests.countedCaller(headers, request);
        JsonFields fields = bodies.read(entity, headers.getMediaType());
        Optional<String> password = fields.optionalText("password", ANY_PASSWORD);
        String messages = fields.text("messages", CHOICE);
        if (!messages.isEmpty() && !messages.equals("keep") && !messages.equals("delete")) {
            fields.error("messages", "must be keep or delete");
        }
        fields.check();
        String token = requests.token(headers, request).orElseThrow();
        deletions.delete(caller, token, password, messages.equals("delete"), request.getRemoteAddr());
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, answers.noCookie(headers, request))
                .build();
    }
}
