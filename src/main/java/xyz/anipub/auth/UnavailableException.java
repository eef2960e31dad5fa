package xyz.anipub.auth;

import java.time.Duration;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/** The store cannot be reached in time; answered 503 {@code unavailable} with Retry-After. What was asked for may be retried. */
public class UnavailableException extends ProblemException {

    private static final long serialVersionUID = 1L;

    private static final Duration WAIT = Duration.ofSeconds(2);

    public UnavailableException(Throwable cause) {
        super(Problem.of(ProblemCode.UNAVAILABLE).withRetryAfter(WAIT), cause);
    }

    /** @param detail one sentence for people */
    public UnavailableException(String detail, Throwable cause) {
        super(Problem.of(ProblemCode.UNAVAILABLE, detail).withRetryAfter(WAIT), cause);
    }

    /** @param detail one sentence for people */
    public UnavailableException(String detail) {
        super(Problem.of(ProblemCode.UNAVAILABLE, detail).withRetryAfter(WAIT));
    }
}
