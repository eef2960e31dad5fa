package xyz.anipub.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import xyz.anipub.peer.LogPace;

/** Answers a {@link ProblemException} with its problem; those that are the server's fault are logged in one line, one a
 * second. */
@Provider
public class ProblemExceptionMapper implements ExceptionMapper<ProblemException> {

    private static final System.Logger LOG = System.getLogger(ProblemExceptionMapper.class.getName());

    private final LogPace pace = new LogPace(System::nanoTime);

    @Override
    public Response toResponse(ProblemException fault) {
        if (fault.problem().status() >= 500) {
            pace.pass()
                    .ifPresent(held -> LOG.log(
                            Level.WARNING,
                            "{0}{1} ({2} more since the last such line)",
                            fault.getMessage(),
                            because(fault.getCause()),
                            held));
        }
        return fault.problem().toResponse();
    }

    private static String because(@Nullable Throwable cause) {
        return cause == null ? "" : " (" + cause + ")";
    }
}
