package xyz.anipub.web.openapi;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.health.Reason;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.web.page.PageFiles;

/** The OpenAPI document says of the API what the program has, no less and no more. */
class OpenApiTest {

    private static final JsonObject DOCUMENT = ApiDocument.OPENAPI.read();
    private static final String JSON = "application/json";

    /** Calls of {@code auth} that need a token. */
    private static final Set<String> ASK_FOR_THEMSELVES = Set.of(
            "me",
            "logout",
            "renew",
            "changePassword",
            "getSessions",
            "endSession",
            "claim",
            "getPeople",
            "getRegistration",
            "chooseRegistration",
            "suspend",
            "liftSuspension",
            "resetPassword",
            "deleteAccount",
            "inviteToSite",
            "getSiteInvitations",
            "revokeSiteInvitation");

    /** Of no single call. */
    private static final Set<ProblemCode> OF_ADDRESSES = Set.of(ProblemCode.METHOD_NOT_ALLOWED);

    /** A call, as program and document have it: {@code POST /api/auth/login: body}. */
    private static String call(String method, String path, String more) {
        return method.toUpperCase(Locale.ROOT) + " " + path + ":" + more;
    }

    @Test
    void hasEachCallOfTheResources() {
        TreeSet<String> calls = ProgramClasses.all()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(OpenApiTest::callsOf)
                .collect(toCollection(TreeSet::new));
        assertThat(calls).hasSizeGreaterThan(20);

        assertThat(documented(path -> path.startsWith("/api/"))).containsExactlyElementsOf(calls);
    }

    private static Stream<String> callsOf(Class<?> resource) {
        String root = "/api" + resource.getAnnotation(Path.class).value();
        boolean needsToken = resource.isAnnotationPresent(Identified.class);
        return Arrays.stream(resource.getDeclaredMethods()).flatMap(method -> httpMethod(method).stream()
                .map(name -> call(name, root + below(method), of(method, needsToken))));
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .flatMap(each -> Optional.ofNullable(each.annotationType().getAnnotation(HttpMethod.class)).stream())
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String below(Method method) {
        return Optional.ofNullable(method.getAnnotation(Path.class))
                .map(Path::value)
                .orElse("");
    }

    private static String of(Method method, boolean needsToken) {
        boolean hasBody = Arrays.asList(method.getParameterTypes()).contains(InputStream.class);
        return more(
                hasBody,
                names(method, PathParam.class, PathParam::value),
                names(method, QueryParam.class, QueryParam::value),
                // Those of another door ask for themselves.
                needsToken || ASK_FOR_THEMSELVES.contains(method.getName()));
    }

    private static String more(boolean hasBody, Set<String> path, Set<String> query, boolean needsToken) {
        return (hasBody ? " body" : "") + " path " + path + " query " + query + (needsToken ? " token" : "");
    }

    private static <A extends Annotation> TreeSet<String> names(
            Method method, Class<A> annotation, Function<A, String> name) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(annotation))
                .map((Parameter parameter) -> name.apply(parameter.getAnnotation(annotation)))
                .collect(toCollection(TreeSet::new));
    }

    /** Paths outside the API are those of servlets; each may have pages below its own. */
    @Test
    void hasWhatTheOtherServletsServe() {
        TreeSet<String> patterns = ProgramClasses.all()
                .filter(type -> type.isAnnotationPresent(WebServlet.class) && type != PageFiles.class)
                .flatMap(type ->
                        Arrays.stream(type.getAnnotation(WebServlet.class).urlPatterns()))
                .filter(pattern -> !pattern.contains("*"))
                .collect(toCollection(TreeSet::new));
        TreeSet<String> roots = DOCUMENT.getJsonObject("paths").keySet().stream()
                .filter(path -> !path.startsWith("/api/"))
                .map(path -> "/" + path.split("/")[1])
                .collect(toCollection(TreeSet::new));

        assertThat(roots).isEqualTo(patterns);
    }

    @Test
    void hasEachCodeUnderItsStatus() {
        assertThat(texts("/components/schemas/ProblemCode/enum"))
                .containsExactlyElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::text)
                        .toList());
        TreeSet<ProblemCode> answered = new TreeSet<>();
        operations().forEach(operation -> operation.getJsonObject("responses").forEach((status, response) -> {
            for (ProblemCode code : codes(resolved(response.asJsonObject()))) {
                assertThat(code.status()).as(operation.getString("operationId")).isEqualTo(Integer.parseInt(status));
                answered.add(code);
            }
        }));
        answered.addAll(OF_ADDRESSES);
        assertThat(answered).containsExactly(ProblemCode.values());
        for (ProblemCode code : ProblemCode.values()) {
            assertThat(DOCUMENT.getJsonObject("components")
                            .getJsonObject("schemas")
                            .getJsonObject("ProblemCode")
                            .getString("description"))
                    .contains(code.text() + " (" + code.status() + "): ");
        }
    }

    /** Whatever else they answer, calls below /api may meet a bug and a database that is away; what changes names who may. */
    @Test
    void eachCallOfTheApiMayFail() {
        forEachOperation((path, operation) -> {
            if (path.startsWith("/api/")) {
                assertThat(operation.getJsonObject("responses").keySet())
                        .as(path)
                        .contains("406", "500", "503");
                assertThat(operation.getJsonObject("responses").containsKey("401"))
                        .as(path)
                        .isEqualTo(needsToken(operation) || path.endsWith("/login"));
            }
        });
    }

    private static List<ProblemCode> codes(JsonObject response) {
        return Optional.ofNullable(response.getJsonObject("content"))
                .flatMap(content -> Optional.ofNullable(content.getJsonObject("application/problem+json")))
                .map(problem ->
                        problem.getJsonObject("schema").getJsonArray("allOf").getJsonObject(1))
                .map(schema ->
                        schema.getJsonObject("properties").getJsonObject("code").getJsonArray("enum"))
                .stream()
                .flatMap(codes -> codes.getValuesAs(JsonString::getString).stream())
                .map(code -> ProblemCode.ofText(code).orElseThrow())
                .toList();
    }

    @Test
    void hasEachReasonOfHealth() {
        assertThat(texts("/components/schemas/Reason/enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::text).toList());
    }

    @Test
    void itsExamplesAreOfTheirSchemas() {
        Examples.Checked checked = Examples.check(DOCUMENT);
        assertThat(checked.violations()).isEmpty();
        assertThat(checked.count()).isGreaterThan(40);
        assertThat(Examples.brokenReferences(DOCUMENT)).isEmpty();
    }

    @Test
    void showsAnExampleOfEachBody() {
        forEachOperation((path, operation) -> {
            contents(operation).filter(content -> content.containsKey(JSON)).forEach(content -> {
                JsonObject body = content.getJsonObject(JSON);
                assertThat(body.containsKey("example")
                                || Examples.isShown(DOCUMENT, body.getJsonObject("schema"))
                                || path.startsWith("/openapi"))
                        .as(path + " " + body)
                        .isTrue();
            });
        });
    }

    private static Stream<JsonObject> contents(JsonObject operation) {
        return Stream.concat(
                        Stream.ofNullable(operation.getJsonObject("requestBody")),
                        operation.getJsonObject("responses").values().stream()
                                .map(response -> resolved(response.asJsonObject())))
                .flatMap(each -> Stream.ofNullable(each.getJsonObject("content")));
    }

    @Test
    void eachOperationHasItsNameAndSaysWhatItDoes() {
        List<String> names = operations()
                .map(operation -> operation.getString("operationId"))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(operations()).allSatisfy(operation -> assertThat(operation.getString("summary"))
                .isNotBlank());
    }

    private static TreeSet<String> documented(Predicate<String> wanted) {
        TreeSet<String> calls = new TreeSet<>();
        DOCUMENT.getJsonObject("paths").forEach((path, value) -> {
            if (wanted.test(path)) {
                JsonObject item = value.asJsonObject();
                item.forEach((method, operation) -> {
                    if (!method.equals("parameters")) {
                        calls.add(call(method, path, of(item, operation.asJsonObject())));
                    }
                });
            }
        });
        return calls;
    }

    private static String of(JsonObject item, JsonObject operation) {
        List<JsonObject> parameters = Stream.of(item, operation)
                .flatMap(each -> each.getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream())
                .map(parameter -> resolved(parameter.asJsonObject()))
                .toList();
        return more(
                operation.containsKey("requestBody"),
                names(parameters, "path"),
                names(parameters, "query"),
                needsToken(operation));
    }

    private static TreeSet<String> names(List<JsonObject> parameters, String place) {
        return parameters.stream()
                .filter(parameter -> parameter.getString("in").equals(place))
                .map(parameter -> parameter.getString("name"))
                .collect(toCollection(TreeSet::new));
    }

    private static boolean needsToken(JsonObject operation) {
        JsonArray security = operation.getJsonArray("security");
        return security == null || !security.isEmpty() && !security.contains(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static Stream<JsonObject> operations() {
        Stream.Builder<JsonObject> all = Stream.builder();
        forEachOperation((path, operation) -> all.add(operation));
        return all.build();
    }

    private static void forEachOperation(BiConsumer<String, JsonObject> action) {
        DOCUMENT.getJsonObject("paths").forEach((path, item) -> item.asJsonObject().entrySet().stream()
                .filter(each -> !each.getKey().equals("parameters"))
                .map(Map.Entry::getValue)
                .forEach(operation -> action.accept(path, operation.asJsonObject())));
    }

    private static JsonObject resolved(JsonObject object) {
        return object.get("$ref") instanceof JsonString reference
                ? Json.createPointer(reference.getString().substring(1))
                        .getValue(DOCUMENT)
                        .asJsonObject()
                : object;
    }

    private static List<String> texts(String pointer) {
        return Json.createPointer(pointer).getValue(DOCUMENT).asJsonArray().getValuesAs(JsonString::getString);
    }
}
