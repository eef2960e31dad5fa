package xyz.anipub.auth.rest;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.session.Sessions;
import xyz.anipub.auth.session.Visitor;
import xyz.anipub.auth.token.Credentials;
import xyz.anipub.auth.token.Evidence;

/**
 * Renews the cookie of those who use it, once more than half of its life is over, with the answer to whatever call it came with that no cache
 * keeps. Who
 * comes with a bearer token renews it by a call.
 */
@Provider
public class RenewalFilter implements ContainerResponseFilter {

    private static final System.Logger LOG = System.getLogger(RenewalFilter.class.getName());

    @Inject
    private Credentials credentials;

    @Inject
    private Sessions sessions;

    @Inject
    private Answers answers;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean isCookieSet = response.getHeaders().containsKey(HttpHeaders.SET_COOKIE);
        if (isCookieSet
                || isKept(response)
                || response.getStatus() >= 300
                || request.getHeaderString(HttpHeaders.COOKIE) == null) {
            return;
        }
        try {
            renew(request, response);
        } catch (InvalidTokenException | UnavailableException notNow) {
            // The call has been answered; the next one tries again.
            LOG.log(System.Logger.Level.DEBUG, "A cookie was not renewed", notNow);
        }
    }

    /** Whether a cache may keep the answer, which would give the cookie again, and to whomever. */
    private static boolean isKept(ContainerResponseContext response) {
        Object caching = response.getHeaders().getFirst(HttpHeaders.CACHE_CONTROL);
        return caching != null && !caching.toString().contains("no-store");
    }

    private void renew(ContainerRequestContext request, ContainerResponseContext response) {
        boolean isSecure = request.getSecurityContext().isSecure();
        Optional<String> token = request.getHeaderString(HttpHeaders.AUTHORIZATION) == null
                ? credentials.token(Evidence.of(request.getHeaders(), isSecure))
                : Optional.empty();
        Visitor visitor = Requests.from(headers, servletRequest);
        token.flatMap(cookie -> sessions.renewInPassing(cookie, visitor)).ifPresent(renewed -> response.getHeaders()
                .putSingle(HttpHeaders.SET_COOKIE, answers.cookie(renewed, headers, servletRequest)));
    }
}
