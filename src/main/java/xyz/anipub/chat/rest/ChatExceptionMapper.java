package xyz.anipub.chat.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.List;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.power.RestrictedException;
import xyz.anipub.problem.FieldError;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;

/** The chat's refusals as problems: the same codes, with the status that belongs to each. */
@Provider
public class ChatExceptionMapper implements ExceptionMapper<ChatException> {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @Override
    public Response toResponse(ChatException refusal) {
        ProblemCode code = ProblemCode.ofText(refusal.code().text()).orElse(ProblemCode.INTERNAL);
        Problem problem = Problem.of(code, refusal.getMessage());
        if (refusal instanceof InvalidFieldException invalid) {
            problem = problem.withErrors(List.of(new FieldError(invalid.field(), invalid.getMessage())));
        }
        if (refusal instanceof RestrictedException restricted
                && restricted.until().isPresent()) {
            problem = problem.until(restricted.until().get());
        }
        if (refusal instanceof TooFastException tooFast) {
            problem = problem.withRetryAfter(tooFast.retryAfter());
        } else if (refusal.code() == ErrorCode.UNAVAILABLE || refusal.code() == ErrorCode.RATE_LIMITED) {
            problem = problem.withRetryAfter(RETRY_AFTER);
        }
        return problem.toResponse();
    }
}
