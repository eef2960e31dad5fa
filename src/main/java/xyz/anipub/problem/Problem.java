package xyz.anipub.problem;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import xyz.anipub.json.Json;

/**
 * A refusal as the API tells it: RFC 9457 {@code application/problem+json} with the members {@code type, title,
 * status, detail, code, error} and, for bad input, {@code errors:[{field,message}]}. {@code error} repeats
 * {@code detail} for pages that read that.
 *
 * @param status the HTTP status; usually {@code code.status()}
 * @param code the stable word
 * @param detail one sentence for people; no secrets, no stack traces
 * @param errors the fields at fault, empty where no field is
 * @param retryAfter how long to wait before asking again; sent in whole seconds, rounded up, at least 1
 * @param until until when it is refused, where that is known
 */
public record Problem(
        int status,
        ProblemCode code,
        String detail,
        List<FieldError> errors,
        Optional<Duration> retryAfter,
        Optional<Instant> until) {

    /** The media type of every problem. */
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem with the code's own status and sentence. */
    public static Problem of(ProblemCode code) {
        return of(code, code.sentence());
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code.status(), code, detail, List.of(), Optional.empty(), Optional.empty());
    }

    /** The problem for a bare HTTP status of 400 or more. */
    public static Problem ofStatus(int status) {
        ProblemCode code = ProblemCode.ofStatus(status);
        return new Problem(status, code, code.sentence(), List.of(), Optional.empty(), Optional.empty());
    }

    public Problem withErrors(List<FieldError> fields) {
        return new Problem(status, code, detail, fields, retryAfter, until);
    }

    public Problem withRetryAfter(Duration wait) {
        return new Problem(status, code, detail, errors, Optional.of(wait), until);
    }

    /** The same, refused until then. */
    public Problem until(Instant time) {
        return new Problem(status, code, detail, errors, retryAfter, Optional.of(time));
    }

    /** The body. {@code type} is {@code about:blank}: {@code code} tells problems of one status apart. */
    public JsonObject toJson() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title())
                .add("status", status)
                .add("detail", detail)
                .add("code", code.text())
                .add("error", detail);
        if (!errors.isEmpty()) {
            JsonArrayBuilder list = Json.createArrayBuilder();
            errors.forEach(each -> list.add(
                    Json.createObjectBuilder().add("field", each.field()).add("message", each.message())));
            json.add("errors", list);
        }
        until.ifPresent(
                time -> json.add("until", time.truncatedTo(ChronoUnit.MILLIS).toString()));
        return json.build();
    }

    /**
     * The answer, with {@code Retry-After} where there is a wait and {@code WWW-Authenticate: Bearer} on 401. The entity
     * is bytes, so that no container's writers and no Accept header have a say in it.
     */
    public Response toResponse() {
        return toResponse(Response.status(status));
    }

    Response toResponse(Response.ResponseBuilder answer) {
        answer.type(MEDIA_TYPE).entity(toBytes());
        retryAfter.ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, seconds(wait)));
        if (status == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.build();
    }

    /** The entity, for an answer that JAX-RS does not make. */
    public byte[] toBytes() {
        return toJson().toString().getBytes(StandardCharsets.UTF_8);
    }

    private String title() {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? code.text() : known.getReasonPhrase();
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
