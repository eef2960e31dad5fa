package xyz.anipub.auth;

import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/** A token that is not accepted; answered 401 {@code unauthorized}. The reason is for logs, the caller is not told. */
public class InvalidTokenException extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    public InvalidTokenException(String reason) {
        super(Problem.of(ProblemCode.UNAUTHORIZED, "The token is not valid. Log in again."));
        this.reason = reason;
    }

    /** Why, in words that hold nothing of the token. */
    public String reason() {
        return reason;
    }
}
