package xyz.anipub.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.NodeTests;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;

/** The documents as anybody gets them from the port of the chat; what is in them is the chapter of the unit tests. */
class OpenApiIT {

    private final ChatApi api = SharedChat.api();

    @ParameterizedTest
    @CsvSource({"/openapi, OPENAPI", "/openapi/events, ASYNCAPI"})
    void theDocumentsAreServed(String path, ApiDocument document) {
        Reply reply = api.get(path).send().expect(200);

        assertThat(reply.object()).isEqualTo(document.read());
        assertThat(reply.header("Content-Type")).hasValue("application/json");
    }

    @TestFactory
    Stream<DynamicTest> theDocumentsAreWhatTheirSpecificationsSay() {
        return NodeTests.run(
                Path.of("src/test/clients"),
                "openapi/documents.test.js",
                Map.of("ANIPUB_URL", SharedChat.server().uri().toString()));
    }

    /** Payara's own page is YAML unless it is asked for JSON; WildFly's is, too. */
    @ParameterizedTest
    @ValueSource(strings = {"/openapi", "/openapi?format=YAML", "/openapi?format=JSON"})
    void theContainersOwnPageIsOutOfTheWay(String path) {
        for (String accepted : new String[] {"application/yaml", "text/plain", "application/json", "*/*"}) {
            Reply reply = api.get(path).header("Accept", accepted).send().expect(200);
            assertThat(reply.object().getJsonObject("info").getString("title")).isEqualTo("AniPub Chat");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi/", "/openapi/events/", "/openapi/ui", "/openapi.json", "/openapi.yaml"})
    void thereIsNothingElseThere(String path) {
        assertThat(api.get(path).send().expect(404).text()).doesNotContain("openapi", "paths");
    }

    @Test
    void pagesOfEveryOriginMayReadThem() {
        Reply reply = api.get("/openapi")
                .header("Origin", "https://elsewhere.example")
                .send()
                .expect(200);
        assertThat(reply.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi", "/openapi/events"})
    void whatTheClientHasIsNotSentAgain(String path) {
        String tag = api.get(path).send().expect(200).header("ETag").orElseThrow();
        assertThat(api.get(path).header("If-None-Match", tag).send().expect(304).text())
                .isEmpty();
        assertThat(api.call("HEAD", path).send().expect(200).text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"})
    void theyAreOnlyRead(String method) {
        Reply reply = api.call(method, "/openapi/events").send().expect(405);
        assertThat(reply.header("Allow")).hasValue("GET, HEAD");
    }
}
