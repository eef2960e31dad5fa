package xyz.anipub.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/**
 * Marks every API answer {@code Cache-Control: no-store} (unless the resource chose otherwise) and
 * {@code X-Content-Type-Options: nosniff}, and gives a refusal that came without a body its problem.
 */
@Provider
public class ApiResponseFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= 400 && !response.hasEntity()) {
            byte[] body = Problem.ofStatus(response.getStatus()).toBytes();
            response.setEntity(body, new Annotation[0], Problem.MEDIA_TYPE);
        }
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        if (!response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL)) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
