package xyz.anipub.auth.rest;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.Suspension;
import xyz.anipub.auth.admin.Admins;
import xyz.anipub.auth.login.RegistrationMode;
import xyz.anipub.auth.token.IssuedToken;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.json.Json;
import xyz.anipub.text.IsoTime;

/** What the calls of this package answer alike. */
@SingletonBean
public class Answers {

    private final TokenCookie cookie;
    private final Admins admins;
    private final RegistrationMode registration;

    @Inject
    public Answers(AuthSettings settings, Admins admins, RegistrationMode registration) {
        this.registration = registration;
        this.admins = admins;
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

    /**
     * {@code {user, token}} and the cookie, as far as the token that was renewed came so: what came by the cookie alone goes back by it alone,
     * and no cookie of another session is replaced.
     */
    Response renewed(IssuedToken issued, TokenPath path, HttpHeaders headers, HttpServletRequest request) {
        JsonObjectBuilder body = Json.createObjectBuilder().add("user", user(issued.principal()));
        if (path != TokenPath.COOKIE) {
            body.add("token", issued.token());
        }
        Response.ResponseBuilder answer = json(200, body.build());
        if (path != TokenPath.BEARER) {
            answer.header(HttpHeaders.SET_COOKIE, cookie(issued, headers, request));
        }
        return answer.build();
    }

    /** A {@code Set-Cookie} value. */
    String cookie(IssuedToken issued, HttpHeaders headers, HttpServletRequest request) {
        return cookie.set(issued.token(), issued.lifetime(), Requests.isSecure(headers, request));
    }

    /** A {@code Set-Cookie} value that removes it. */
    String noCookie(HttpHeaders headers, HttpServletRequest request) {
        return cookie.cleared(Requests.isSecure(headers, request));
    }

    /** {@code {_id, name, image}}, {@code displayName} where it is another than the name, and {@code admin: true} for admins. */
    JsonObject user(Principal principal) {
        JsonObjectBuilder user = Json.createObjectBuilder()
                .add("_id", principal.userId())
                .add("name", principal.name())
                .add("image", principal.image());
        if (!principal.displayName().isEmpty()) {
            user.add("displayName", principal.displayName());
        }
        if (admins.isAdmin(principal)) {
            user.add("admin", true);
        }
        return user.build();
    }

    /** {@code {user, registration}}, and for who is logged in {@code awaitsAdmin: true} while the site has no admin. */
    JsonObject session(Optional<Principal> visitor) {
        JsonObjectBuilder session = session(visitor.<JsonValue>map(this::user).orElse(JsonValue.NULL));
        if (visitor.isPresent() && admins.areAwaited()) {
            session.add("awaitsAdmin", true);
        }
        return session.build();
    }

    /** The same of nobody, and {@code suspended: {until, reason}} if the token would count otherwise. */
    JsonObject session(InvalidTokenException notCounting) {
        JsonObjectBuilder session = session(JsonValue.NULL);
        notCounting.suspension().ifPresent(one -> session.add("suspended", view(one)));
        return session.build();
    }

    private JsonObjectBuilder session(JsonValue user) {
        return Json.createObjectBuilder()
                .add("user", user)
                .add("registration", registration.lastKnown().word());
    }

    /** {@code {until, reason}}, {@code until} null for ever. */
    static JsonObject view(Suspension suspension) {
        JsonObjectBuilder view = Json.createObjectBuilder();
        suspension
                .until()
                .ifPresentOrElse(until -> view.add("until", IsoTime.text(until)), () -> view.addNull("until"));
        return view.add("reason", suspension.reason()).build();
    }

    static Response.ResponseBuilder json(int status, JsonObject body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
