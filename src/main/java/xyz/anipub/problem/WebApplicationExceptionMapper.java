package xyz.anipub.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Set;

/**
 * Turns what JAX-RS itself refuses (404, 405, 406, 415, a bad parameter) into a problem. Its headers stay, {@code Allow}
 * above all; its message does not, for it may speak of classes.
 */
@Provider
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {

    private static final System.Logger LOG = System.getLogger(WebApplicationExceptionMapper.class.getName());
    private static final Set<String> ABOUT_THE_ENTITY =
            Set.of("content-type", "content-length", "content-encoding", "content-language", "www-authenticate");

    @Override
    public Response toResponse(WebApplicationException fault) {
        Response refused = fault.getResponse();
        if (refused.getStatus() < 400 || Problem.MEDIA_TYPE.equals(refused.getMediaType())) {
            return refused;
        }
        Problem problem = Problem.ofStatus(refused.getStatus());
        if (problem.status() >= 500) {
            LOG.log(Level.ERROR, "A REST call failed", fault);
        }
        Response.ResponseBuilder answer = Response.status(problem.status());
        refused.getHeaders().forEach((name, values) -> {
            if (!ABOUT_THE_ENTITY.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        if (problem.status() == 405 && !refused.getHeaders().containsKey(HttpHeaders.ALLOW)) {
            answer.allow(refused.getAllowedMethods());
        }
        return problem.toResponse(answer);
    }
}
