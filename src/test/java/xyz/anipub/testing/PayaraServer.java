package xyz.anipub.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The distribution of Payara Server that the {@code payara-server} profile has unpacked, and a copy of the domain that
 * comes with it for each server: on ports of its own, on the loopback address, and without a cluster.
 */
final class PayaraServer implements Container {

    private static final String DOMAIN = "domain1";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path home;

    /** Where servers take commands, by the port of the application. */
    private final Map<Integer, Integer> adminPorts = new ConcurrentHashMap<>();

    PayaraServer(Path build) {
        home = build.resolve("payara6/glassfish").toAbsolutePath();
    }

    /** As {@code asadmin start-domain} would start it, but the server itself, so that it can be killed. */
    @Override
    public List<String> arguments(Path folder, int port, Collection<Path> wars) throws IOException {
        int adminPort = TestServer.freePort();
        adminPorts.put(port, adminPort);
        Path domains = folder.toAbsolutePath();
        copy(home.resolve("domains").resolve(DOMAIN), domains.resolve(DOMAIN));
        configure(domains.resolve(DOMAIN).resolve("config/domain.xml"), port, adminPort);
        List<String> command = asadmin("start-domain", "--dry-run", "--domaindir", domains.toString(), DOMAIN)
                .lines()
                .map(String::strip)
                .dropWhile(line -> !line.endsWith("bin/java"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        if (command.isEmpty()) {
            throw new IOException("asadmin does not say how to start a domain");
        }
        // Its log comes out of the process, and nothing is asked of whoever starts it.
        set(command, "-verbose", "true");
        set(command, "-read-stdin", "false");
        return command;
    }

    private static void set(List<String> command, String option, String value) {
        command.set(command.indexOf(option) + 1, value);
    }

    /** The first of each is the server's, those behind are of a template. */
    private static void configure(Path file, int port, int adminPort) throws IOException {
        String xml = Files.readString(file);
        xml = replace(xml, " port=\"8080\"", " address=\"127.0.0.1\" port=\"" + port + "\"");
        xml = replace(xml, " port=\"4848\"", " address=\"127.0.0.1\" port=\"" + adminPort + "\"");
        for (String notNeeded : List.of(
                "<network-listener port=\"8181\"",
                "<jmx-connector",
                "<iiop-listener address=\"0.0.0.0\" port=\"3700\"",
                "<iiop-listener security-enabled=\"true\" address=\"0.0.0.0\" port=\"3820\"",
                "<iiop-listener security-enabled=\"true\" address=\"0.0.0.0\" port=\"3920\"",
                "<hazelcast-config-specific-configuration")) {
            xml = replace(xml, notNeeded, notNeeded + " enabled=\"false\"");
        }
        Files.writeString(file, xml);
    }

    private static String replace(String xml, String old, String with) throws IOException {
        int at = xml.indexOf(old);
        if (at < 0) {
            throw new IOException("The domain has no " + old);
        }
        return xml.substring(0, at) + with + xml.substring(at + old.length());
    }

    /** By {@code asadmin deploy}, as soon as the server takes commands. */
    @Override
    public void deploy(int port, Collection<Path> wars) throws IOException {
        awaitCommands(port);
        for (Path war : wars) {
            admin(port, "deploy", war.toAbsolutePath().toString());
        }
    }

    /** What is deployed is called as its file, without the ending. */
    @Override
    public void undeploy(int port, Path war) throws IOException {
        String file = war.getFileName().toString();
        admin(port, "undeploy", file.substring(0, file.lastIndexOf('.')));
    }

    private void awaitCommands(int port) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers(URI.create("http://127.0.0.1:" + adminPorts.get(port) + "/__asadmin/version"))) {
            if (System.nanoTime() > deadline) {
                throw new IOException("The server takes no commands");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private static boolean answers(URI uri) throws IOException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void admin(int port, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("--port", String.valueOf(adminPorts.get(port))));
        all.addAll(List.of(command));
        asadmin(all.toArray(String[]::new));
    }

    private String asadmin(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-jar", home.resolve("lib/client/appserver-cli.jar").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() == 0) {
                return output;
            }
            throw new IOException(command + ": " + output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /** A WAR that is not taken makes {@code asadmin} fail. */
    @Override
    public boolean failedToDeploy(String log) {
        return false;
    }

    @Override
    public int statusOfABareClose() {
        return 1000;
    }

    @Override
    public String contentType(String type) {
        return type;
    }
}
