package xyz.anipub.chat.rest.people;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import xyz.anipub.auth.profile.Profiles;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.json.ProfileJson;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/** Somebody's card. */
@Path("/users/{id}")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class PersonResource {

    @Inject
    private Profiles profiles;

    /** 200 the card, 404 if there is nobody with this id. */
    @GET
    public JsonObject get(@PathParam("id") String id) {
        return ProfileJson.of(profiles.get(user(id)));
    }

    static String user(String id) {
        return UserId.parse(id)
                .map(UserId::value)
                .orElseThrow(() ->
                        new ProblemException(Problem.of(ProblemCode.NOT_FOUND, "There is nobody here with this id.")));
    }
}
