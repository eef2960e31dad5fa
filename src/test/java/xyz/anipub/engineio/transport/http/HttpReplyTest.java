package xyz.anipub.engineio.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of protocol section 1.5. */
class HttpReplyTest {

    private final List<String> written = new ArrayList<>();

    private final HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, method, arguments) -> {
                written.add(method.getName() + Arrays.toString(arguments));
                return null;
            });

    private static HttpServletRequest requestOf(String agent) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpReplyTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> "User-Agent".equals(arguments[0]) ? agent : null);
    }

    @Test
    void forbidsToStoreThePayload() {
        HttpReply.payload(requestOf(null), response, HttpReply.TEXT, 7);

        assertThat(written)
                .containsExactly(
                        "setContentType[text/plain; charset=UTF-8]",
                        "setContentLength[7]",
                        "setHeader[cache-control, no-store]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible;MSIE 9.0; Windows NT 6.1)",
                "Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko"
            })
    void stopsTheFilterOfOldBrowsers(String agent) {
        HttpReply.payload(requestOf(agent), response, HttpReply.TEXT, 7);

        assertThat(written).endsWith("setHeader[X-XSS-Protection, 0]");
    }

    @Test
    void saysNothingOfItToOthers() {
        HttpReply.payload(requestOf("Mozilla/5.0 (X11; Linux x86_64)"), response, HttpReply.TEXT, 7);

        assertThat(written).noneMatch(header -> header.contains("X-XSS-Protection"));
    }
}
