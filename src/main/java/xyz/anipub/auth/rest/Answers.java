package xyz.anipub.auth.rest;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.token.IssuedToken;
import xyz.anipub.bean.SingletonBean;

/** What the calls of this package answer alike. */
@SingletonBean
public class Answers {

    private final TokenCookie cookie;

    @Inject
    public Answers(AuthSettings settings) {
        this.cookie = new TokenCookie(settings.cookie());
    }

    /** {@code {user, token}} and the cookie. */
    Response welcome(int status, IssuedToken issued, HttpHeaders headers, HttpServletRequest request) {
        JsonObject body = Json.createObjectBuilder()
                .add("user", user(issued.principal()))
                .add("token", issued.token())
                .build();
        return json(status, body)
                .header(HttpHeaders.SET_COOKIE, cookie(issued, headers, request))
                .build();
    }

    /** A {@code Set-Cookie} value. */
    String cookie(IssuedToken issued, HttpHeaders headers, HttpServletRequest request) {
        return cookie.set(issued.token(), issued.lifetime(), Requests.isSecure(headers, request));
    }

    /** A {@code Set-Cookie} value that removes it. */
    String noCookie(HttpHeaders headers, HttpServletRequest request) {
        return cookie.cleared(Requests.isSecure(headers, request));
    }

    /** {@code {_id, name, image}}. */
    JsonObject user(Principal principal) {
        JsonObjectBuilder user = Json.createObjectBuilder()
                .add("_id", principal.userId())
                .add("name", principal.name())
                .add("image", principal.image());
        return user.build();
    }

    static Response.ResponseBuilder json(int status, JsonObject body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
