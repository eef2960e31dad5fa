package xyz.anipub.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.engineio.Session;
import xyz.anipub.testing.TestServer;
import xyz.anipub.testing.TestWar;

/** WebSockets with TLS, whose records come in pieces or not at all. On WildFly, TLS is the container's alone. */
@DisabledIfSystemProperty(named = "anipub.container", matches = "wildfly")
class TlsIT {

    private static final SSLContext TLS = trustingAll();

    private static final int PORT = TestServer.freePort();
    private static TestServer server;
    private static URI base;

    @BeforeAll
    static void start() {
        server = TestServer.plan("tls")
                .war(TestWar.named("tls")
                        .programPackage("xyz.anipub.engineio")
                        .testClass("xyz.anipub.engineio.transport.OpenApplication")
                        .file("WEB-INF/classes/impatient", "")
                        .write())
                .brief()
                .arguments("--sslPort", String.valueOf(PORT))
                .start();
        base = server.uri().resolve("tls/socket.io/");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Wire through(CuttingProxy proxy) throws IOException {
        Socket socket = TLS.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
        return Wire.on(socket, base);
    }

    private static Wire open(CuttingProxy proxy) throws IOException {
        Wire wire = through(proxy).upgrade();
        assertThat(wire.status()).contains(" 101 ");
        wire.skipTo("4welcome");
        return wire;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 7, 1_000})
    void recordsInPieces(int size) throws IOException {
        try (CuttingProxy proxy = new CuttingProxy(PORT, size);
                Wire wire = open(proxy)) {
            for (int length : new int[] {1, 125, 126, 16_384, 50_000}) {
                wire.frame("4" + "x".repeat(length - 1) + '.').skipTo("x.".substring(length == 1 ? 1 : 0));
            }
        }
    }

    /** Of the handshake, of the request, and of a frame: wherever it is, nothing stays of it, and others are served. */
    @Test
    void recordsThatBreakOff() {
        IntStream.range(0, 60).parallel().forEach(i -> breakOff(i * 15));
        IntStream.range(0, 60).parallel().forEach(TlsIT::breakOffInAFrame);

        await().atMost(Duration.ofMinutes(1))
                .until(() -> LiveObjects.of(server.pid()).count(Session.class) == 0);
        recordsOfSomebodyElse();
        assertThat(server.log()).doesNotContainPattern("(WARN|SEVERE|ERROR).{0,30}\\[xyz\\.anipub");
    }

    private static void breakOff(int after) {
        try (CuttingProxy proxy = new CuttingProxy(PORT, 100).breakOffAfter(after);
                Wire wire = through(proxy)) {
            wire.upgrade().status();
        } catch (IOException | UncheckedIOException tooEarly) {
            // It was not opened, or not answered.
        }
    }

    private static void breakOffInAFrame(int after) {
        try (CuttingProxy proxy = new CuttingProxy(PORT, 100);
                Wire wire = open(proxy)) {
            proxy.breakOffAfter(after);
            wire.frame("4hello").frame("4world");
            wire.awaitEnd();
        } catch (IOException | UncheckedIOException tooEarly) {
            // The end has come before all was said.
        }
    }

    private static void recordsOfSomebodyElse() {
        try (CuttingProxy proxy = new CuttingProxy(PORT, 10_000);
                Wire wire = open(proxy)) {
            wire.frame("4still here").skipTo("4still here");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext trustingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trust()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server has made its certificate itself. */
    private static final class Trust extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
