package xyz.anipub.chat.rest;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import xyz.anipub.auth.token.Credentials;
import xyz.anipub.auth.token.Evidence;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserPace;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;
import xyz.anipub.trace.LogContext;

/** Lets only identified callers pass to {@link Identified} resources; the others get 401. Who asks too often gets 429. */
@Provider
@Identified
@Priority(Priorities.AUTHENTICATION)
public class TokenFilter implements ContainerRequestFilter {

    @Inject
    private Credentials credentials;

    @Inject
    private Caller caller;

    @Inject
    private UserPace pace;

    @Override
    public void filter(ContainerRequestContext request) {
        Evidence evidence =
                Evidence.of(request.getHeaders(), request.getSecurityContext().isSecure());
        caller.identify(credentials
                .identify(evidence)
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.UNAUTHORIZED))));
        UserId user = caller.member().id();
        LogContext.addUser(user.value());
        pace.act(user);
    }
}
