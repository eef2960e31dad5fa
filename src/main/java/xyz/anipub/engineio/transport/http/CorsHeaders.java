package xyz.anipub.engineio.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import xyz.anipub.engineio.config.CorsPolicy;

/** Writes a {@link CorsPolicy} into answers, and answers preflights (protocol section 1.13). Stateless. */
public final class CorsHeaders {

    private CorsHeaders() {}

    /**
     * Adds the headers that the request's origin may have; without a policy none.
     *
     * @return true if the request was a preflight, which is answered now
     */
    public static boolean add(Optional<CorsPolicy> policy, HttpServletRequest request, HttpServletResponse response) {
        if (policy.isEmpty()) {
            return false;
        }
        boolean preflight = request.getMethod().equals("OPTIONS");
        if (addOrigin(policy.get(), request, response)) {
            if (preflight) {
                addPermissions(policy.get(), request, response);
            } else {
                addList(response, "Access-Control-Expose-Headers", policy.get().exposedHeaders());
            }
        }
        if (preflight) {
            HttpReply.empty(response, HttpServletResponse.SC_NO_CONTENT);
        }
        return preflight;
    }

    private static boolean addOrigin(CorsPolicy policy, HttpServletRequest request, HttpServletResponse response) {
        if (policy.allowsAny()) {
            response.setHeader("Access-Control-Allow-Origin", "*");
            return true;
        }
        response.addHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin == null || !policy.allows(origin)) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        if (policy.credentials()) {
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
        return true;
    }

    private static void addPermissions(CorsPolicy policy, HttpServletRequest request, HttpServletResponse response) {
        addList(response, "Access-Control-Allow-Methods", policy.methods());
        String asked = request.getHeader("Access-Control-Request-Headers");
        if (!policy.allowedHeaders().isEmpty()) {
            addList(response, "Access-Control-Allow-Headers", policy.allowedHeaders());
        } else {
            response.addHeader("Vary", "Access-Control-Request-Headers");
            if (asked != null) {
                response.setHeader("Access-Control-Allow-Headers", asked);
            }
        }
        policy.maxAge().ifPresent(age -> response.setHeader("Access-Control-Max-Age", "" + age.toSeconds()));
    }

    private static void addList(HttpServletResponse response, String name, List<String> values) {
        if (!values.isEmpty()) {
            response.setHeader(name, String.join(",", values));
        }
    }
}
