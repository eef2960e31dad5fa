package xyz.anipub.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;

/** The last net: a bug answers 500 {@code internal}; its stack trace goes to the log and nowhere else. */
@Provider
public class ThrowableMapper implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(ThrowableMapper.class.getName());

    @Override
    public Response toResponse(Throwable fault) {
        LOG.log(Level.ERROR, "A REST call failed", fault);
        return Problem.of(ProblemCode.INTERNAL).toResponse();
    }
}
