package xyz.anipub.auth;

import java.util.Optional;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/** A token that is not accepted; answered 401 {@code unauthorized}. The reason is for logs, the caller is not told. */
public class InvalidTokenException extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient Optional<Suspension> suspension;

    public InvalidTokenException(String reason) {
        this(reason, Optional.empty());
    }

    /** Of one that would count if its user were not suspended. */
    public InvalidTokenException(Suspension suspension) {
        this("its user is suspended", Optional.of(suspension));
    }

    private InvalidTokenException(String reason, Optional<Suspension> suspension) {
        super(Problem.of(ProblemCode.UNAUTHORIZED, "The token is not valid. Log in again."));
        this.reason = reason;
        this.suspension = suspension;
    }

    /** What alone keeps its user out: to be told to nobody else, and only by a door whose business it is. */
    public Optional<Suspension> suspension() {
        return suspension;
    }

    /** Why, in words that hold nothing of the token. */
    public String reason() {
        return reason;
    }
}
