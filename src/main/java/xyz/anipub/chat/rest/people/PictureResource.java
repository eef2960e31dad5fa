package xyz.anipub.chat.rest.people;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.auth.profile.ProfilePictures;
import xyz.anipub.auth.profile.ProfilePictures.Shown;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/** Somebody's picture, as it was drawn here. */
@Path("/users/{id}/image")
@Identified
@SingletonBean
@Produces({"image/jpeg", "image/png"})
public class PictureResource {

    /** Of somebody logged in: not for caches that several people share. */
    private static final String FOR_EVER = "private, max-age=31536000, immutable";

    private static final String ASK_AGAIN = "private, no-cache";

    @Inject
    private ProfilePictures pictures;

    /**
     * The picture; never changes if {@code v} is its version, as in the address that {@code image} holds. Without it, and with the
     * version of a picture that was replaced, the one of now. 404 if there is none.
     *
     * @param side 64 or 256, the usual
     */
    @GET
    public Response get(
            @PathParam("id") String id,
            @QueryParam("v") @Nullable String version,
            @QueryParam("size") @Nullable String side,
            @Context Request request) {
        int wanted = side(side);
        Shown shown = pictures.find(
                        PersonResource.user(id), Optional.ofNullable(version).orElse(""), wanted)
                .orElseThrow(PictureResource::none);
        EntityTag tag = new EntityTag(shown.blob().id());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? whole(shown) : unchanged;
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, shown.isNamed() ? FOR_EVER : ASK_AGAIN)
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    private Response.ResponseBuilder whole(Shown shown) {
        try (InputStream bytes = pictures.open(shown.blob()).orElseThrow(PictureResource::none)) {
            return Response.ok(bytes.readAllBytes(), shown.blob().type());
        } catch (IOException deleted) {
            throw none();
        }
    }

    private static int side(@Nullable String text) {
        if (text == null || text.equals(String.valueOf(ProfilePictures.LARGE))) {
            return ProfilePictures.LARGE;
        }
        if (text.equals(String.valueOf(ProfilePictures.SMALL))) {
            return ProfilePictures.SMALL;
        }
        throw new ProblemException(Problem.of(ProblemCode.INVALID, "size must be 64 or 256."));
    }

    private static ProblemException none() {
        return new ProblemException(Problem.of(ProblemCode.NOT_FOUND, "There is no such picture."));
    }
}
