package xyz.anipub.engineio.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol section 8, without a container. */
class ClientBundleTest {

    private static final String[] SCRIPTS = {
        "socket.io.js", "socket.io.min.js", "socket.io.msgpack.min.js", "socket.io.esm.min.js"
    };

    @TempDir
    Path classes;

    private final Map<String, Object> answer = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private final HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> null);

    private final HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getOutputStream" -> new Body();
                case "setHeader", "addHeader" -> answer.put((String) arguments[0], arguments[1]);
                default -> answer.put(method.getName(), arguments[0]);
            });

    private final class Body extends ServletOutputStream {

        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void build() throws IOException {
        Path folder = Files.createDirectory(classes.resolve("socket.io-client"));
        for (String script : SCRIPTS) {
            Files.writeString(folder.resolve(script), "/*!\n * Socket.IO v4.8.3\n */\n" + script);
            Files.writeString(folder.resolve(script + ".map"), "{}");
        }
        Files.writeString(folder.resolve("other.js"), "/*!\n * Socket.IO v4.8.3\n */");
    }

    private Optional<ClientBundle.File> find(String path) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
            return ClientBundle.fromClassPath(loader).find(Optional.ofNullable(path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket.io.js", "socket.io.min.js", "socket.io.msgpack.min.js", "socket.io.esm.min.js"})
    void servesEachScript(String name) throws IOException {
        find("/" + name).orElseThrow().send(request, response);

        assertThat(answer)
                .containsEntry("setContentType", "application/javascript; charset=utf-8")
                .containsEntry("ETag", "\"4.8.3\"")
                .containsEntry("Cache-Control", "public, max-age=0")
                .doesNotContainKeys("SourceMap", "setStatus");
        assertThat(body.toString(StandardCharsets.UTF_8)).endsWith("\n" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket.io.js", "socket.io.min.js", "socket.io.msgpack.min.js", "socket.io.esm.min.js"})
    void servesItsMap(String name) throws IOException {
        find("/" + name + ".map").orElseThrow().send(request, response);

        assertThat(answer)
                .containsEntry("setContentType", "application/json; charset=utf-8")
                .containsEntry("ETag", "\"4.8.3\"");
        assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/other.js", "/socket.io.js/", "/a/socket.io.js", "/socket.io.js.br", "/SOCKET.IO.JS"})
    void servesNothingElse(String path) throws IOException {
        assertThat(find(path)).isEmpty();
        assertThat(find(null)).isEmpty();
    }

    @Test
    void servesNothingThatIsNotThere() throws IOException {
        Files.delete(classes.resolve("socket.io-client").resolve("socket.io.js"));
        Files.delete(classes.resolve("socket.io-client").resolve("socket.io.min.js.map"));

        assertThat(find("/socket.io.js")).isEmpty();
        assertThat(find("/socket.io.js.map")).isEmpty();
        assertThat(find("/socket.io.min.js")).isPresent();
        assertThat(find("/socket.io.min.js.map")).isEmpty();
    }
}
