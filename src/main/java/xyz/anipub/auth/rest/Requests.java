package xyz.anipub.auth.rest;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.util.Optional;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.admin.Admins;
import xyz.anipub.auth.login.Attempts;
import xyz.anipub.auth.session.Visitor;
import xyz.anipub.auth.token.Credentials;
import xyz.anipub.auth.token.Evidence;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/** What a request says of its sender. Any thread may ask. */
@SingletonBean
public class Requests {

    private final Credentials credentials;
    private final Admins admins;

    /** By user. */
    private final Attempts<String> sessionCalls;

    @Inject
    public Requests(AuthSettings settings, Credentials credentials, Admins admins, Clock clock) {
        this.admins = admins;
        this.sessionCalls = new Attempts<>(settings.sessions().calls(), clock);
        this.credentials = credentials;
    }

    /**
     * Who sent it.
     *
     * @throws ProblemException 401 if nobody, or by a token that does not count
     */
    Principal caller(HttpHeaders headers, HttpServletRequest request) {
        return credentials
                .identify(evidence(headers, request))
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.UNAUTHORIZED)));
    }

    /**
     * Who sent a call that has sessions of theirs read or written, which is counted.
     *
     * @throws ProblemException 401, 429 after too many in a minute
     */
    Principal countedCaller(HttpHeaders headers, HttpServletRequest request) {
        Principal caller = caller(headers, request);
        sessionCalls.countOrPause(caller.userId()).ifPresent(wait -> {
            throw new ProblemException(
                    Problem.of(ProblemCode.RATE_LIMITED, "You are doing this too often. Try again in a moment.")
                            .withRetryAfter(wait));
        });
        return caller;
    }

    /**
     * The admin who sent it.
     *
     * @throws ProblemException 403 {@code forbidden} if the caller is none, 401
     */
    Principal admin(HttpHeaders headers, HttpServletRequest request) {
        Principal caller = caller(headers, request);
        if (!admins.isAdmin(caller)) {
            throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN, "Only admins of the site may do this."));
        }
        return caller;
    }

    /**
     * Who sent it; empty if nobody.
     *
     * @throws InvalidTokenException if the token does not count
     */
    Optional<Principal> visitor(HttpHeaders headers, HttpServletRequest request) {
        return credentials.identify(evidence(headers, request));
    }

    /** The token that counts, unverified. */
    Optional<String> token(HttpHeaders headers, HttpServletRequest request) {
        return credentials.token(evidence(headers, request));
    }

    /**
     * How the token came that counts, and so how one that takes its place goes back.
     *
     * @param caller whose it is
     */
    TokenPath path(Principal caller, HttpHeaders headers, HttpServletRequest request) {
        Evidence evidence = evidence(headers, request);
        if (credentials.token(evidence.withoutCookies()).isEmpty()) {
            return TokenPath.COOKIE;
        }
        try {
            boolean isSame = credentials
                    .identify(evidence.onlyCookies())
                    .filter(owner -> owner.tokenId().equals(caller.tokenId()))
                    .isPresent();
            return isSame ? TokenPath.BOTH : TokenPath.BEARER;
        } catch (InvalidTokenException somebodyElses) {
            return TokenPath.BEARER;
        }
    }

    private static Evidence evidence(HttpHeaders headers, HttpServletRequest request) {
        return Evidence.of(headers.getRequestHeaders(), request.isSecure());
    }

    /** From where it came. */
    static Visitor from(HttpHeaders headers, HttpServletRequest request) {
        return Visitor.of(headers.getHeaderString(HttpHeaders.USER_AGENT), request.getRemoteAddr());
    }

    /** A proxy that ended the TLS says so; who lies here only makes their own cookie stricter. */
    static boolean isSecure(HttpHeaders headers, HttpServletRequest request) {
        String forwarded = headers.getHeaderString("X-Forwarded-Proto");
        return request.isSecure() || forwarded != null && forwarded.strip().startsWith("https");
    }
}
