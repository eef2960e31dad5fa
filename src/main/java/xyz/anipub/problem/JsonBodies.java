package xyz.anipub.problem;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body that must be one JSON object in UTF-8. Strict: duplicate names, deep nesting, invalid UTF-8 and
 * anything after the object are refused.
 *
 * <p>A resource takes its entity as an {@link InputStream} and hands it over, so that every container says no alike.
 */
@Dependent
public class JsonBodies {

    private final BodyLimits limits;

    @Inject
    public JsonBodies(BodyLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the body to its end or its limit, blocking. The stream is the container's to close.
     *
     * @param mediaType the request's, null if it named none
     * @throws ProblemException 400 for what is no JSON object, 413, 415
     */
    public JsonFields read(@Nullable InputStream entity, @Nullable MediaType mediaType) {
        byte[] bytes = entity == null ? new byte[0] : bytes(entity);
        if (bytes.length == 0) {
            throw invalid("The request body is empty; a JSON object is needed.");
        }
        if (mediaType == null || !isJson(mediaType)) {
            throw new ProblemException(Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new JsonFields(StrictJson.object(text, limits.depth()));
        } catch (CharacterCodingException e) {
            throw invalid("The request body is not valid UTF-8.");
        }
    }

    private byte[] bytes(InputStream entity) {
        try {
            byte[] bytes = entity.readNBytes(limits.bytes() + 1);
            if (bytes.length > limits.bytes()) {
                throw new ProblemException(Problem.of(
                        ProblemCode.TOO_LARGE, "The request body is larger than " + limits.bytes() + " bytes."));
            }
            return bytes;
        } catch (IOException e) {
            throw new ProblemException(Problem.of(ProblemCode.INVALID, "The request body did not arrive whole."), e);
        }
    }

    private static boolean isJson(MediaType type) {
        String charset = Optional.ofNullable(type.getParameters().get(MediaType.CHARSET_PARAMETER))
                .orElse("utf-8");
        return MediaType.APPLICATION_JSON_TYPE.isCompatible(type)
                && !type.isWildcardType()
                && !type.isWildcardSubtype()
                && charset.equalsIgnoreCase("utf-8");
    }

    static ProblemException invalid(String detail) {
        return new ProblemException(Problem.of(ProblemCode.INVALID, detail));
    }
}
