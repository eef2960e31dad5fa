package xyz.anipub.auth.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import xyz.anipub.audit.InMemoryAuditLog;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.admin.AdminDeeds;
import xyz.anipub.auth.admin.Admins;
import xyz.anipub.auth.admin.InMemoryFirstAdmin;
import xyz.anipub.auth.admin.RegistrationChoice;
import xyz.anipub.auth.admin.Suspensions;
import xyz.anipub.auth.invitation.Invitation;
import xyz.anipub.auth.invitation.InvitationStore;
import xyz.anipub.auth.invitation.SiteInvitations;
import xyz.anipub.auth.login.LoginCounts;
import xyz.anipub.auth.login.Users;
import xyz.anipub.auth.reset.PasswordResets;
import xyz.anipub.auth.reset.ResetCode;
import xyz.anipub.auth.reset.ResetCodes;
import xyz.anipub.auth.session.Sessions;
import xyz.anipub.auth.token.AuthFixture;
import xyz.anipub.auth.token.Credentials;
import xyz.anipub.problem.ApiResponseFilter;
import xyz.anipub.problem.BodyLimits;
import xyz.anipub.problem.JsonBodies;
import xyz.anipub.problem.ProblemExceptionMapper;
import xyz.anipub.problem.ThrowableMapper;
import xyz.anipub.problem.WebApplicationExceptionMapper;

/** The REST doors of auth inside a JAX-RS run-time without a server. */
final class AuthRest {

    /** Kept, since loggers are held weakly: Jersey warns of what it does not find here. */
    private static final Logger JERSEY_LOG = Logger.getLogger("org.glassfish.jersey");

    static {
        JERSEY_LOG.setLevel(Level.SEVERE);
    }

    final AuthFixture auth;
    final InMemoryAuditLog audit = new InMemoryAuditLog();
    final Admins admins;
    final Codes codes = new Codes();
    boolean secure;
    private final ApplicationHandler jersey;

    AuthRest() {
        this(new AuthFixture());
    }

    AuthRest(AuthFixture auth) {
        this.auth = auth;
        AuthSettings settings = auth.settings;
        LoginCounts counts = auth.counts(attempt -> {});
        AdminDeeds deeds = new AdminDeeds(audit);
        SiteInvitations invitations = new SiteInvitations(codes, deeds, auth.clock);
        Users users = new Users(settings, auth.repository, counts, List.of(invitations), auth.registration, auth.clock);
        admins = new Admins(settings, new InMemoryFirstAdmin(), counts, deeds);
        Requests requests = new Requests(settings, auth.credentials, admins, auth.clock);
        Answers answers = new Answers(settings, admins, auth.registration);
        JsonBodies bodies = new JsonBodies(BodyLimits.USUAL);
        PasswordResets resets = new PasswordResets(codes, users, auth.sessions, counts, deeds, auth.clock);
        this.jersey = new ApplicationHandler(new ResourceConfig()
                .register(new AuthResource(settings, users, auth.sessions, requests, answers, bodies))
                .register(new SessionsResource(settings, users, auth.sessions, resets, requests, answers, bodies))
                .register(new AdminResource(admins, auth.repository, requests, bodies, auth.clock))
                .register(new RegistrationResource(
                        auth.registration, new RegistrationChoice(auth.registration, deeds), requests, bodies))
                .register(new UserPowersResource(
                        new Suspensions(auth.repository, auth.tokens, deeds, admins),
                        resets,
                        requests,
                        bodies,
                        auth.clock))
                .register(new InvitationsResource(invitations, requests, bodies))
                .register(new Kept())
                .register(RenewalFilter.class)
                .register(ProblemExceptionMapper.class)
                .register(WebApplicationExceptionMapper.class)
                .register(ThrowableMapper.class)
                .register(ApiResponseFilter.class)
                .register(new AbstractBinder() {
                    @Override
                    protected void configure() {
                        bind(servletRequest()).to(HttpServletRequest.class);
                        bind(auth.credentials).to(Credentials.class);
                        bind(auth.sessions).to(Sessions.class);
                        bind(answers).to(Answers.class);
                    }
                }));
    }

    /** Answers what a cache may keep. */
    @Path("/kept")
    public static final class Kept {

        @GET
        public Response get() {
            return Response.ok("kept")
                    .header(HttpHeaders.CACHE_CONTROL, "private, max-age=60")
                    .build();
        }
    }

    /** Codes of both kinds in maps. */
    static final class Codes implements ResetCodes, InvitationStore {

        private final Map<String, ResetCode> resets = new LinkedHashMap<>();
        private final Map<String, Invitation> invitations = new LinkedHashMap<>();

        @Override
        public synchronized void put(ResetCode code) {
            resets.put(code.userId(), code);
        }

        @Override
        public synchronized void putBack(ResetCode code) {
            resets.putIfAbsent(code.userId(), code);
        }

        @Override
        public synchronized Optional<ResetCode> take(String digest, Instant now) {
            Optional<ResetCode> found = resets.values().stream()
                    .filter(code -> code.digest().equals(digest) && code.until().isAfter(now))
                    .findFirst();
            found.ifPresent(code -> resets.remove(code.userId()));
            return found;
        }

        @Override
        public synchronized void forget(String userId) {
            resets.remove(userId);
        }

        @Override
        public synchronized void add(Invitation invitation) {
            invitations.put(invitation.digest(), invitation);
        }

        @Override
        public synchronized List<Invitation> list(int limit) {
            return invitations.values().stream()
                    .filter(each -> each.usesLeft() > 0)
                    .limit(limit)
                    .toList();
        }

        @Override
        public synchronized boolean remove(String id) {
            return invitations.values().removeIf(each -> each.id().equals(id));
        }

        @Override
        public synchronized void removeOf(String by) {
            invitations.values().removeIf(each -> each.by().equals(by));
        }

        @Override
        public synchronized boolean takeUse(String digest, Instant now) {
            Invitation found = invitations.get(digest);
            if (found == null || found.usesLeft() == 0 || !found.expiresAt().isAfter(now)) {
                return false;
            }
            use(found, -1);
            return true;
        }

        @Override
        public synchronized void giveBack(String digest) {
            use(invitations.get(digest), 1);
        }

        private void use(Invitation one, int uses) {
            add(new Invitation(one.id(), one.digest(), one.by(), one.at(), one.expiresAt(), one.usesLeft() + uses));
        }

        @Override
        public long sweep(Instant now) {
            throw new UnsupportedOperationException();
        }
    }

    private HttpServletRequest servletRequest() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> "127.0.0.1";
                    case "isSecure" -> secure;
                    default -> method.invoke(this, arguments);
                });
    }

    ContainerResponse post(String path, String body, Map<String, String> headers) throws Exception {
        return call("POST", path, body, headers);
    }

    ContainerResponse call(String method, String path, String body, Map<String, String> headers) throws Exception {
        URI base = URI.create("http://localhost/api/");
        ContainerRequest request =
                new ContainerRequest(base, base.resolve(path), method, null, new MapPropertiesDelegate(), null);
        headers.forEach(request::header);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        request.setEntityStream(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        return jersey.apply(request).get();
    }

    static String cookie(ContainerResponse answer) {
        return answer.getHeaderString("Set-Cookie").split(";")[0];
    }

    static JsonObject json(ContainerResponse answer) {
        return Json.createReader(new ByteArrayInputStream((byte[]) answer.getEntity()))
                .readObject();
    }

    static Map<String, String> bearer(ContainerResponse welcome) {
        return Map.of("Authorization", "Bearer " + json(welcome).getString("token"));
    }
}
