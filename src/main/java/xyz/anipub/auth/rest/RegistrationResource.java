package xyz.anipub.auth.rest;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.Registration;
import xyz.anipub.auth.admin.RegistrationChoice;
import xyz.anipub.auth.login.RegistrationMode;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.json.Json;
import xyz.anipub.problem.JsonBodies;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.TextRule;

/** The REST door to who may register, which admins choose. */
@Path("/admin/registration")
@Produces(MediaType.APPLICATION_JSON)
@SingletonBean
public class RegistrationResource {

    private static final String MODE = "mode";
    private static final TextRule WORD = TextRule.verbatim(0, 20);

    private RegistrationMode registration;
    private RegistrationChoice choice;
    private Requests requests;
    private JsonBodies bodies;

    /** For RESTEasy, which looks for it before it asks CDI for the bean. */
    @SuppressWarnings("NullAway")
    public RegistrationResource() {}

    @Inject
    public RegistrationResource(
            RegistrationMode registration, RegistrationChoice choice, Requests requests, JsonBodies bodies) {
        this.registration = registration;
        this.choice = choice;
        this.requests = requests;
        this.bodies = bodies;
    }

    /** 200 {@code {mode, setting}}: what was chosen, null for nothing, and what holds then; 403, 401. */
    @GET
    public Response getRegistration(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        requests.admin(headers, request);
        return answer(registration.chosen());
    }

    /** {@code {mode}}, null for the setting -> 200 as {@link #getRegistration}; 409 if another admin was first, 403, 401. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response chooseRegistration(
            InputStream entity, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        Principal admin = requests.admin(headers, request);
        JsonFields fields = bodies.read(entity, headers.getMediaType());
        if (!fields.has(MODE)) {
            fields.error(MODE, "is required, or null for the setting");
        }
        Optional<String> word = fields.optionalText(MODE, WORD);
        Optional<Registration> next = word.flatMap(Registration::of);
        if (word.isPresent() && next.isEmpty()) {
            fields.error(MODE, "must be open, invitation, closed or null");
        }
        fields.check();
        choice.choose(admin, next);
        return answer(next);
    }

    private Response answer(Optional<Registration> chosen) {
        JsonObjectBuilder answer = Json.createObjectBuilder();
        chosen.ifPresentOrElse(mode -> answer.add(MODE, mode.word()), () -> answer.addNull(MODE));
        return Answers.json(
                        200,
                        answer.add("setting", registration.setting().word()).build())
                .build();
    }
}
