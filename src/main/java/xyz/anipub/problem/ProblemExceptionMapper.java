package xyz.anipub.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;

/** Answers a {@link ProblemException} with its problem; those that are the server's fault are logged in one line. */
@Provider
public class ProblemExceptionMapper implements ExceptionMapper<ProblemException> {

    private static final System.Logger LOG = System.getLogger(ProblemExceptionMapper.class.getName());

    @Override
    public Response toResponse(ProblemException fault) {
        if (fault.problem().status() >= 500) {
            LOG.log(Level.WARNING, () -> fault.getMessage() + because(fault.getCause()));
        }
        return fault.problem().toResponse();
    }

    private static String because(Throwable cause) {
        return cause == null ? "" : " (" + cause + ")";
    }
}
