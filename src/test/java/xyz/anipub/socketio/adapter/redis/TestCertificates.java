package xyz.anipub.socketio.adapter.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import xyz.anipub.testing.Program;
import xyz.anipub.testing.TestServer;

/** A CA of the test's own, and the certificate of a server that it has signed; made by the JDK's keytool. */
public final class TestCertificates {

    private static final String PASSWORD = "only-for-tests";

    private final Path folder = TestServer.newFolder("certificates");
    private final Path store = folder.resolve("store.p12");

    /** @param host the only name that the server's certificate is for */
    public TestCertificates(String host) {
        keytool("-alias", "ca", "-dname", "CN=CA of a test", "-ext", "bc:c");
        keytool("-alias", "server", "-dname", "CN=Redis", "-signer", "ca", "-ext", "san=dns:" + host);
        try (InputStream file = Files.newInputStream(store)) {
            KeyStore entries = KeyStore.getInstance("PKCS12");
            entries.load(file, PASSWORD.toCharArray());
            write("ca.pem", "CERTIFICATE", entries.getCertificate("ca").getEncoded());
            Files.write(folder.resolve("ca.der"), entries.getCertificate("ca").getEncoded());
            write("server.pem", "CERTIFICATE", entries.getCertificate("server").getEncoded());
            Key key = entries.getKey("server", PASSWORD.toCharArray());
            write("server.key", "PRIVATE KEY", key.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(arguments));
        Program.run(command);
    }

    private void write(String name, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(bytes);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    /** What clients trust. */
    public Path ca() {
        return folder.resolve("ca.pem");
    }

    /** The same in the other form. */
    public Path caInDer() {
        return folder.resolve("ca.der");
    }

    /** The server's private key: no file of certificates. */
    public Path key() {
        return folder.resolve("server.key");
    }

    /** A Redis that speaks TLS alone, with further arguments. */
    public RedisProcess redis(String... arguments) {
        int port = TestServer.freePort();
        List<String> all = new ArrayList<>(List.of(
                "--port",
                "0",
                "--tls-port",
                String.valueOf(port),
                "--tls-cert-file",
                folder.resolve("server.pem").toString(),
                "--tls-key-file",
                key().toString(),
                "--tls-auth-clients",
                "no",
                "--save",
                ""));
        all.addAll(List.of(arguments));
        return new RedisProcess(port, all.toArray(String[]::new));
    }
}
