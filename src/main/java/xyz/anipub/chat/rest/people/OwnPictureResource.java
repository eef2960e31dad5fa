package xyz.anipub.chat.rest.people;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xyz.anipub.auth.profile.ProfilePictures;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.json.ProfileJson;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/** The caller's own picture. */
@Path("/users/me/image")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class OwnPictureResource {

    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/webp");

    @Inject
    private ProfilePictures pictures;

    @Inject
    private Caller caller;

    /** A PNG, JPEG or WebP as it is: 200 the card with the picture's address. 400, 413, 415, 429. What it is, its bytes say. */
    @PUT
    public JsonObject set(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type) {
        if (type == null
                || !TYPES.contains((type.getType() + "/" + type.getSubtype()).toLowerCase(java.util.Locale.ROOT))) {
            throw new ProblemException(
                    Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The picture must be a PNG, JPEG or WebP."));
        }
        return ProfileJson.of(pictures.set(caller.member().id().value(), bytes(body)));
    }

    /** 200 the card, without a picture; twice is no error. */
    @DELETE
    public JsonObject remove() {
        return ProfileJson.of(pictures.remove(caller.member().id().value()));
    }

    private byte[] bytes(InputStream body) {
        try {
            return body.readNBytes(pictures.maxBytes() + 1);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(ProblemCode.INVALID, "The picture did not arrive whole."), e);
        }
    }
}
