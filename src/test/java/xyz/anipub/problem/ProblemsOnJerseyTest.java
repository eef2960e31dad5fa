package xyz.anipub.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The providers inside a JAX-RS run-time without a server. */
class ProblemsOnJerseyTest {

    /** Kept, since loggers are held weakly: Jersey warns of what it does not find here. */
    private static final Logger JERSEY_LOG = Logger.getLogger("org.glassfish.jersey");

    static {
        JERSEY_LOG.setLevel(Level.SEVERE);
    }

    private static ApplicationHandler jersey;

    @Path("/things")
    @Produces("application/json")
    public static class ThingsResource {

        @GET
        public String get() {
            return "{}";
        }

        @POST
        @Consumes("application/json")
        public String post(InputStream entity, @Context HttpHeaders headers) {
            return new JsonBodies(BodyLimits.USUAL)
                    .read(entity, headers.getMediaType())
                    .object()
                    .toString();
        }

        @GET
        @Path("/bug")
        public String bug() {
            throw new IllegalStateException("the secret is 42");
        }

        @GET
        @Path("/away")
        public String away() {
            throw new ProblemException(Problem.of(ProblemCode.UNAVAILABLE).withRetryAfter(Duration.ofMillis(1200)));
        }

        @GET
        @Path("/bare")
        public Response bare() {
            return Response.status(409).build();
        }

        @GET
        @Path("/unknown")
        public Response unknown() {
            throw new ProblemException(Problem.of(ProblemCode.UNAUTHORIZED));
        }
    }

    @BeforeAll
    static void start() {
        jersey = new ApplicationHandler(new ResourceConfig(
                ThingsResource.class,
                ProblemExceptionMapper.class,
                WebApplicationExceptionMapper.class,
                JsonParsingExceptionMapper.class,
                ThrowableMapper.class,
                ApiResponseFilter.class,
                OptionsFilter.class));
    }

    @Test
    void marksGoodAnswers() throws Exception {
        ContainerResponse answer = call("GET", "things", "", "");
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getHeaderString("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void answersAProblemForAnUnknownAddress() throws Exception {
        ContainerResponse answer = call("GET", "nothing", "", "");
        JsonObject problem = problem(answer, 404);
        assertThat(problem.getString("code")).isEqualTo("not_found");
        assertThat(problem.getString("type")).isEqualTo("about:blank");
        assertThat(problem.getString("title")).isEqualTo("Not Found");
        assertThat(problem.getInt("status")).isEqualTo(404);
        assertThat(problem.getString("error")).isEqualTo(problem.getString("detail"));
        assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void keepsAllowOnAnUnknownMethod() throws Exception {
        ContainerResponse answer = call("DELETE", "things", "", "");
        assertThat(problem(answer, 405).getString("code")).isEqualTo("method_not_allowed");
        assertThat(answer.getHeaderString("Allow")).contains("GET").contains("POST");
    }

    @Test
    void answersAProblemForOtherMediaTypes() throws Exception {
        assertThat(problem(call("POST", "things", "text/plain", "{}"), 415).getString("code"))
                .isEqualTo("unsupported_media_type");
    }

    @Test
    void answersAProblemWhereTheCallerAcceptsNothingWeHave() throws Exception {
        ContainerRequest request = request("GET", "things");
        request.header("Accept", "image/png");
        assertThat(problem(jersey.apply(request).get(), 406).getString("code")).isEqualTo("not_acceptable");
    }

    @Test
    void answersAProblemForMalformedOrMissingJson() throws Exception {
        assertThat(problem(call("POST", "things", "application/json", "{\"a\":"), 400)
                        .getString("code"))
                .isEqualTo("invalid");
        problem(call("POST", "things", "application/json", ""), 400);
        problem(call("POST", "things", "", ""), 400);
        assertThat(call("POST", "things", "application/json", "{\"a\":1}").getStatus())
                .isEqualTo(200);
    }

    @Test
    void saysNothingOfABug() throws Exception {
        Logger log = Logger.getLogger(ThrowableMapper.class.getName());
        log.setLevel(Level.OFF);
        try {
            JsonObject problem = problem(call("GET", "things/bug", "", ""), 500);
            assertThat(problem.getString("code")).isEqualTo("internal");
            assertThat(problem.toString()).doesNotContain("42").doesNotContain("Illegal");
        } finally {
            log.setLevel(null);
        }
    }

    @Test
    void saysWhenToComeBack() throws Exception {
        Logger log = Logger.getLogger(ProblemExceptionMapper.class.getName());
        log.setLevel(Level.OFF);
        try {
            ContainerResponse answer = call("GET", "things/away", "", "");
            assertThat(problem(answer, 503).getString("code")).isEqualTo("unavailable");
            assertThat(answer.getHeaderString("Retry-After")).isEqualTo("2");
        } finally {
            log.setLevel(null);
        }
    }

    @Test
    void givesABareRefusalItsProblem() throws Exception {
        assertThat(problem(call("GET", "things/bare", "", ""), 409).getString("code"))
                .isEqualTo("conflict");
    }

    @Test
    void namesTheSchemeOn401() throws Exception {
        ContainerResponse answer = call("GET", "things/unknown", "", "");
        assertThat(problem(answer, 401).getString("code")).isEqualTo("unauthorized");
        assertThat(answer.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void answersOptionsWithoutABody() throws Exception {
        ContainerResponse answer = call("OPTIONS", "things", "", "");
        assertThat(answer.getStatus()).isEqualTo(204);
        assertThat(answer.getEntity()).isNull();
    }

    private static JsonObject problem(ContainerResponse answer, int status) {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getMediaType()).isEqualTo(Problem.MEDIA_TYPE);
        return Json.createReader(new ByteArrayInputStream((byte[]) answer.getEntity()))
                .readObject();
    }

    private static ContainerResponse call(String method, String path, String type, String body) throws Exception {
        ContainerRequest request = request(method, path);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        request.setEntityStream(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        return jersey.apply(request).get();
    }

    private static ContainerRequest request(String method, String path) {
        URI base = URI.create("http://localhost/api/");
        return new ContainerRequest(base, base.resolve(path), method, null, new MapPropertiesDelegate(), null);
    }
}
