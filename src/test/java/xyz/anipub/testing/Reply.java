package xyz.anipub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server answered, with the checks that hold for every answer. */
public record Reply(int status, HttpHeaders headers, String text) {

    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /** Fails the test unless the status is this one. */
    public Reply expect(int expected) {
        assertThat(status).as(text).isEqualTo(expected);
        return this;
    }

    /** Fails the test unless this is a problem as the contract tells it. */
    public JsonObject problem(int expected, String code) {
        expect(expected);
        assertThat(header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonObject problem = object();
        assertThat(problem.keySet()).contains("type", "title", "status", "detail", "code", "error");
        assertThat(problem.getInt("status")).isEqualTo(expected);
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getString("detail")).isNotBlank().isEqualTo(problem.getString("error"));
        assertThat(text).doesNotContain("xyz.anipub", "java.", "jakarta.", "Exception", "\\tat ");
        return problem;
    }

    /** The same, and that its {@code errors} name these fields. */
    public JsonObject problemOf(String code, String... fields) {
        JsonObject problem = problem(400, code);
        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class))
                .allSatisfy(error -> assertThat(error.getString("message")).isNotBlank())
                .extracting(error -> error.getString("field"))
                .containsExactly(fields);
        return problem;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public JsonObject object() {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    public JsonArray array() {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readArray();
        }
    }

    /** One field of each object of the array. */
    public List<String> strings(String field) {
        return array().getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString(field))
                .toList();
    }

    /** The path and query that a {@code Link} header gives for this relation. */
    public Optional<String> link(String rel) {
        Pattern pattern = Pattern.compile("<([^>]*)>[^<]*;\\s*rel=\"?" + rel + "\"?");
        return headers.allValues("Link").stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(link -> link.group(1))
                .findFirst();
    }
}
