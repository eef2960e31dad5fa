package xyz.anipub.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;

/** The page as files; what it does is the browser's chapter. */
class PageIT {

    private final ChatApi api = SharedChat.api();

    @Test
    void thePageAllowsNothingInlineOrForeign() {
        Reply page = api.get("/").send().expect(200);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.text()).doesNotContain("onclick=", "style=\"", "http://", "https://");
    }

    @Test
    void everyFileThatThePageNamesIsThere() {
        List<String> files = files();
        assertThat(files).isNotEmpty().allSatisfy(file -> api.get(file).send().expect(200));
        assertThat(files).anyMatch(file -> file.endsWith("socket.io/socket.io.min.js"));
    }

    @Test
    void theFirstLoadIsSmall() {
        long bytes = Stream.concat(Stream.of("/"), files().stream())
                .map(file -> api.get(file)
                        .header("Accept-Encoding", "gzip, deflate, br")
                        .send()
                        .expect(200))
                .mapToLong(
                        reply -> Long.parseLong(reply.header("Content-Length").orElseThrow()))
                .sum();
        System.out.println("first load: " + bytes + " bytes");
        assertThat(bytes).isLessThan(150_000);
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() {
        String tag = api.get("/chat.js").send().expect(200).header("ETag").orElseThrow();
        assertThat(api.get("/chat.js")
                        .header("If-None-Match", tag)
                        .send()
                        .expect(304)
                        .text())
                .isEmpty();
    }

    @Test
    void nothingButThePageIsServedFromItsFolder() {
        assertThat(List.of("/modules/none.js", "/chat.js.br", "/modules/", "/modules/a..js"))
                .allSatisfy(path ->
                        assertThat(api.get(path).send().status()).as(path).isIn(400, 404));
    }

    @Test
    void theClientIsServedAsScript() {
        Reply script = api.get("/socket.io/socket.io.js").send().expect(200);
        assertThat(script.header("Content-Type").orElseThrow()).contains("javascript");
    }

    @Test
    void thePagesPolicyIsItsOwn() {
        assertThat(api.get("/api/auth/me").send().header("Content-Security-Policy"))
                .isEmpty();
    }

    /** What the page names, as paths from the root. */
    private List<String> files() {
        return Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
                .matcher(api.get("/").send().expect(200).text())
                .results()
                .map((MatchResult found) -> "/" + found.group(1).replaceFirst("^\\.?/", ""))
                .toList();
    }
}
