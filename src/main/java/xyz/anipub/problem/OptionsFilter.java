package xyz.anipub.problem;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers OPTIONS with an empty 204, the same in every container. Left alone, Jersey would describe its resources and
 * RESTEasy would throw an exception of its own that only {@link ThrowableMapper} fits. No CORS header is given: the API
 * belongs to its own origin.
 */
@Provider
@PreMatching
public class OptionsFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (HttpMethod.OPTIONS.equals(request.getMethod())) {
            request.abortWith(Response.noContent().build());
        }
    }
}
