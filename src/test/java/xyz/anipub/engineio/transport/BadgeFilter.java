package xyz.anipub.engineio.transport;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import xyz.anipub.engineio.config.QueryString;
import xyz.anipub.engineio.transport.http.HttpHandshake;

/** Stands in front of the doors and says who is calling: whoever the query parameter {@code badge} names. */
public class BadgeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // No getParameter: it would read bodies that look like forms.
        Optional<String> badge = HttpHandshake.first(QueryString.parse(request.getQueryString()), "badge");
        chain.doFilter(
                badge.<HttpServletRequest>map(name -> new Badged(request, name)).orElse(request), response);
    }

    private static final class Badged extends HttpServletRequestWrapper {

        private final String name;

        Badged(HttpServletRequest request, String name) {
            super(request);
            this.name = name;
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }
    }
}
