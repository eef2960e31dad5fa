package xyz.anipub.web.file;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class StaticFileTest {

    private static final byte[] CONTENT = "let page = 1;".repeat(100).getBytes(StandardCharsets.UTF_8);
    private static final byte[] BROTLI = {1, 2, 3};

    private final StaticFile script = StaticFile.of("/chat.js", CONTENT, Optional.of(BROTLI));

    @Test
    void comesAsItIsForWhoTakesNoCoding() throws IOException {
        Answer answer = ask(script, Map.of());
        assertThat(answer.body).isEqualTo(CONTENT);
        assertThat(answer.headers).doesNotContainKey("Content-Encoding").containsEntry("Vary", "Accept-Encoding");
        assertThat(answer.headers.get("Content-Type")).startsWith("text/javascript");
    }

    @Test
    void comesInTheBestCodingThatTheClientTakes() throws IOException {
        assertThat(ask(script, Map.of("Accept-Encoding", "gzip, deflate, br")).body)
                .isEqualTo(BROTLI);
        Answer gzip = ask(script, Map.of("Accept-Encoding", "gzip"));
        assertThat(gzip.headers).containsEntry("Content-Encoding", "gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body)).readAllBytes())
                .isEqualTo(CONTENT);
    }

    @Test
    void eachCodingHasItsTagAndIsNotSentAgain() throws IOException {
        Answer plain = ask(script, Map.of());
        Answer brotli = ask(script, Map.of("Accept-Encoding", "br"));
        assertThat(brotli.headers.get("ETag")).isNotEqualTo(plain.headers.get("ETag"));

        String tags = "\"other\", W/" + brotli.headers.get("ETag");
        Answer again = ask(script, Map.of("Accept-Encoding", "br", "If-None-Match", tags));
        assertThat(again.status).isEqualTo(HttpServletResponse.SC_NOT_MODIFIED);
        assertThat(again.body).isEmpty();
        assertThat(ask(script, Map.of("If-None-Match", tags)).body).isEqualTo(CONTENT);
    }

    @Test
    void onlyWhatHasAHashInItsNameIsKeptForever() throws IOException {
        assertThat(ask(script, Map.of()).headers).containsEntry("Cache-Control", "no-cache");
        assertThat(ask(StaticFile.of("/modules/a-123.js", CONTENT, Optional.empty()), Map.of())
                        .headers
                        .get("Cache-Control"))
                .contains("immutable");
    }

    private static final class Answer {
        private final Map<String, String> headers = new HashMap<>();
        private int status = HttpServletResponse.SC_OK;
        private byte[] body = {};
    }

    private static Answer ask(StaticFile file, Map<String, String> headers) throws IOException {
        Answer answer = new Answer();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HttpServletRequest request = proxy(HttpServletRequest.class, (name, args) -> headers.get(args[0]));
        HttpServletResponse response = proxy(HttpServletResponse.class, (name, args) -> {
            switch (name) {
                case "setHeader", "addHeader" -> answer.headers.put((String) args[0], (String) args[1]);
                case "setContentType" -> answer.headers.put("Content-Type", (String) args[0]);
                case "setStatus" -> answer.status = (int) args[0];
                case "getOutputStream" -> {
                    return into(out);
                }
                default -> {
                    // Lengths are the container's.
                }
            }
            return null;
        });
        file.send(request, response);
        answer.body = out.toByteArray();
        return answer;
    }

    private interface Handler {
        Object handle(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.handle(method.getName(), arguments)));
    }

    private static ServletOutputStream into(ByteArrayOutputStream out) {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                out.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
