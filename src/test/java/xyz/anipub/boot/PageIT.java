package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
        String page = api.get("/").send().expect(200).text();
        List<String> files = Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(files).isNotEmpty().allSatisfy(file -> api.get("/" + file.replaceFirst("^\\.?/", ""))
                .send()
                .expect(200));
        assertThat(files).anyMatch(file -> file.endsWith("socket.io/socket.io.js"));
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
}
