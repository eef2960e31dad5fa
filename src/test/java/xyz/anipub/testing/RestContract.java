package xyz.anipub.testing;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import xyz.anipub.web.openapi.ApiDocument;

/** Holds answers of the chat against its OpenAPI document: status, headers and body have to be documented. */
final class RestContract {

    private static final JsonObject DOCUMENT = ApiDocument.OPENAPI.read();
    private static final Schemas OF_ANSWERS = Schemas.strict(DOCUMENT);
    private static final Schemas OF_REQUESTS = Schemas.open(DOCUMENT);
    private static final Pattern COVERED = Pattern.compile("/(api|health|metrics|openapi)(/.*)?");
    private static final String PROBLEM = "application/problem+json";
    private static final String PROBLEM_SCHEMA = "/components/schemas/Problem";

    /** What a container or a proxy answers by itself: while the chat is not there, and to what it takes for no request. */
    private static final Set<Integer> OF_CONTAINERS = Set.of(400, 404, 500, 503);

    private static final List<Path> PATHS = DOCUMENT.getJsonObject("paths").keySet().stream()
            .map(Path::of)
            .sorted(Comparator.comparing(Path::parameters))
            .toList();

    /** @param parameters how many are in it; a path without them goes before one that has them */
    private record Path(String name, Pattern pattern, int parameters) {

        static Path of(String name) {
            Pattern parameter = Pattern.compile("\\{\\w+}");
            return new Path(name, Pattern.compile(parameter.matcher(name).replaceAll("[^/]+") + "/?"), (int)
                    parameter.matcher(name).results().count());
        }
    }

    private RestContract() {}

    /**
     * Fails the test unless the answer is one that the document has for this request. Requests that are taken are held against it,
     * too.
     *
     * @param body of the request, if it is a text
     */
    static void check(String method, URI uri, Optional<String> body, Reply reply) {
        if (!COVERED.matcher(uri.getRawPath()).matches() || method.equals("OPTIONS") || isOfTheContainer(reply)) {
            return;
        }
        List<String> violations = operation(method, uri)
                .map(operation -> violations(operation, method, body, reply))
                .orElseGet(() -> ofNoOperation(uri, reply));
        if (!violations.isEmpty()) {
            throw new AssertionError("%s %s answered %d, which /openapi does not allow: %s%n%s"
                    .formatted(method, uri, reply.status(), violations, reply.text()));
        }
    }

    private static boolean isOfTheContainer(Reply reply) {
        return OF_CONTAINERS.contains(reply.status()) && !mediaType(reply).endsWith("json");
    }

    /** A pointer to it. */
    private static Optional<String> operation(String method, URI uri) {
        String member = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return PATHS.stream()
                .filter(path -> path.pattern().matcher(uri.getRawPath()).matches())
                .findFirst()
                .filter(path -> DOCUMENT.getJsonObject("paths")
                        .getJsonObject(path.name())
                        .containsKey(member))
                .map(path -> "/paths/" + token(path.name()) + "/" + member);
    }

    private static List<String> ofNoOperation(URI uri, Reply reply) {
        if (!uri.getRawPath().startsWith("/api")) {
            return List.of();
        }
        if (reply.status() < 400 || !mediaType(reply).equals(PROBLEM)) {
            return List.of("it has no such operation");
        }
        return reply.text().isEmpty() ? List.of() : OF_ANSWERS.violations(PROBLEM_SCHEMA, reply.text());
    }

    private static List<String> violations(String operation, String method, Optional<String> body, Reply reply) {
        String response = resolved(operation + "/responses/" + reply.status());
        if (!isThere(response)) {
            return List.of("no such status");
        }
        List<String> violations = new ArrayList<>(missingHeaders(response, reply));
        String content = response + "/content";
        if (!method.equals("HEAD")) {
            violations.addAll(isThere(content) ? ofBody(content, reply) : ofNoBody(reply));
        }
        String taken = operation + "/requestBody/content/" + token("application/json") + "/schema";
        if (reply.status() < 300 && isThere(taken)) {
            body.ifPresent(json ->
                    OF_REQUESTS.violations(taken, json).forEach(violation -> violations.add("request: " + violation)));
        }
        return violations;
    }

    private static List<String> ofNoBody(Reply reply) {
        return reply.text().isEmpty() ? List.of() : List.of("no body");
    }

    private static List<String> ofBody(String content, Reply reply) {
        String type = mediaType(reply);
        String schema = content + "/" + token(type) + "/schema";
        if (!isThere(schema)) {
            return List.of("no media type " + type);
        }
        return type.endsWith("json") ? OF_ANSWERS.violations(schema, reply.text()) : List.of();
    }

    private static Stream<String> headers(String response) {
        return isThere(response + "/headers") ? at(response + "/headers").keySet().stream() : Stream.empty();
    }

    private static List<String> missingHeaders(String response, Reply reply) {
        return headers(response)
                .filter(name -> at(resolved(response + "/headers/" + name)).getBoolean("required", false))
                .filter(name -> reply.header(name).isEmpty())
                .map(name -> "no header " + name)
                .toList();
    }

    private static String mediaType(Reply reply) {
        return reply.header("Content-Type").orElse("").split(";")[0].strip();
    }

    /** Follows a reference that stands there. */
    private static String resolved(String pointer) {
        return isThere(pointer) && at(pointer).get("$ref") instanceof JsonString reference
                ? reference.getString().substring(1)
                : pointer;
    }

    /** The pointers of JSON-P throw where something on the way is missing. */
    private static boolean isThere(String pointer) {
        try {
            return Json.createPointer(pointer).containsValue(DOCUMENT);
        } catch (JsonException absent) {
            return false;
        }
    }

    private static JsonObject at(String pointer) {
        return Json.createPointer(pointer).getValue(DOCUMENT).asJsonObject();
    }

    /** A name as a part of a pointer. */
    private static String token(String name) {
        return Json.encodePointer(name);
    }
}
