package xyz.anipub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of the container that this run tests on, on a free loopback port, started as the run command starts it. */
public final class TestServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /** Each question that is not answered in time ends its connection; in HTTP/2 all that follow would wait on the same. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Path BUILD = Path.of(System.getProperty("anipub.build", "target"));
    private static final Path FOLDER = BUILD.resolve("servers");
    private static final Container CONTAINER =
            Container.named(System.getProperty("anipub.container", "payara-micro"), BUILD);

    /** Compiles fast, and collects with one thread. */
    static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final int CARRIED_BARE_CLOSE = 1005;

    private static final boolean ENDPOINT_ONLY =
            System.getProperty("anipub.websocket", "auto").equals("endpoint");

    private final Container container;
    private final Process process;
    private final URI uri;
    private final Path log;
    private final Path temporary;
    private String logOfStart = "";

    private TestServer(Container container, Process process, URI uri, Path log, Path temporary) {
        this.container = container;
        this.process = process;
        this.uri = uri;
        this.log = log;
        this.temporary = temporary;
    }

    /** What to start. */
    public static final class Plan {

        private final String name;
        private final Map<String, Path> wars = new LinkedHashMap<>();
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final List<String> options = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private Container container = CONTAINER;
        private int port;
        private boolean brief;

        private Plan(String name) {
            this.name = name;
            // The tests register many users from one address.
            settings.put("anipub.auth.registrations", "100000");
            settings.put("anipub.invitation.guesses-burst", "100000");
            // A password costs a tenth to a quarter of a second of the processor otherwise.
            settings.put("anipub.auth.hash-memory", "64");
            settings.put("anipub.auth.hash-iterations", "1");
            settings.put("anipub.room.retention-min", "PT1S");
            if (ENDPOINT_ONLY) {
                settings.put("anipub.engineio.websocket", "endpoint");
            }
        }

        /** Deploys a WAR; its file's name, without the ending, is its context, and {@code ROOT.war} is the root. */
        public Plan war(Path war) {
            wars.put(war.getFileName().toString(), war);
            return this;
        }

        /** Another kind of server than that of this run. @param kind as {@link Container#named} knows it */
        public Plan on(String kind) {
            container = Container.named(kind, BUILD);
            return this;
        }

        /** A setting of the application, as a system property. */
        public Plan setting(String property, String value) {
            settings.put(property, value);
            return this;
        }

        /** An environment variable. Those of the tests that name a database are not passed on. */
        public Plan environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** An option of the virtual machine. */
        public Plan option(String option) {
            options.add(option);
            return this;
        }

        /**
         * Compiles fast rather than well, and loads classes from an archive where it can: it is there in half of the time, for a
         * third of the processor time, and slower from then on. For a server of which little is asked.
         */
        public Plan brief() {
            brief = true;
            return this;
        }

        /** Passwords cost what they cost people, for who measures or tries it out. */
        public Plan dearPasswords() {
            settings.keySet().removeAll(List.of("anipub.auth.hash-memory", "anipub.auth.hash-iterations"));
            return this;
        }

        /** Arguments of the container's own, behind those that it gets anyway. */
        public Plan arguments(String... more) {
            arguments.addAll(List.of(more));
            return this;
        }

        /** A port instead of any free one, to restart at the same address. */
        public Plan port(int fixed) {
            port = fixed;
            return this;
        }

        /** Starts the process and waits until its WARs are deployed. */
        public TestServer start() {
            return TestServer.start(this);
        }
    }

    /** @param name of the log file in {@code target/servers} */
    public static Plan plan(String name) {
        return new Plan(name);
    }

    /** What the servers of this run are, if they are not told to be another. */
    public static Container container() {
        return CONTAINER;
    }

    /** Whether this run is about the containers' own WebSockets. */
    public static boolean isEndpointOnly() {
        return ENDPOINT_ONLY;
    }

    /** The status that a client is told when the server closes a WebSocket without one; 1005 is that of none. */
    public static int statusOfABareClose() {
        return ENDPOINT_ONLY ? CONTAINER.statusOfABareClose() : CARRIED_BARE_CLOSE;
    }

    /** A new empty folder in {@code target/servers}. */
    public static Path newFolder(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(FOLDER), name + "-")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port where nothing listens, below those that the system gives to whoever connects before the server is there. */
    public static int freePort() {
        while (true) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 30_000))) {
                return socket.getLocalPort();
            } catch (IOException inUse) {
                // Another one.
            }
        }
    }

    /** The WAR that the build has just packed. */
    public static Path chatWar() {
        return BUILD.resolve("ROOT.war");
    }

    /** The root of the server, with a slash at its end. */
    public URI uri() {
        return uri;
    }

    public int port() {
        return uri.getPort();
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** What the server has logged so far. */
    public String log() {
        return text(log);
    }

    /** What it had logged when its WARs were deployed. */
    public String logOfStart() {
        return logOfStart;
    }

    /** Takes a WAR from the running server. */
    public void undeploy(Path war) throws IOException {
        container.undeploy(port(), war);
    }

    /** Puts a WAR on the running server. */
    public void deploy(Path war) throws IOException {
        container.deploy(port(), List.of(war));
    }

    /** What the last server of that plan has logged, even if it did not start. */
    public static String logOf(String plan) {
        return text(log(plan));
    }

    /** As {@code kill -9} would. */
    public void kill() {
        process.destroyForcibly();
        endsSoon();
    }

    /** Lets it stand still, as {@code kill -STOP} would: connections stay, and nobody answers. */
    public void pause() {
        Signal.STOP.send(pid());
    }

    /** Lets it go on after a pause. */
    public void goOn() {
        Signal.CONT.send(pid());
    }

    /** Stops the server in order; after a minute, as {@link #kill} does. */
    @Override
    public void close() {
        if (!end()) {
            kill();
        }
    }

    /** Tells the server to end; false if it has not within a minute. */
    public boolean end() {
        tellToEnd();
        return endsSoon();
    }

    /** As {@code kill} would. */
    public void tellToEnd() {
        process.destroy();
    }

    /** Waits until the process ends by itself or by a signal. */
    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    private boolean endsSoon() {
        try {
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            if (ended) {
                Folders.delete(temporary);
            }
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Starts them side by side, in this order. */
    public static List<TestServer> startAll(Plan... plans) {
        List<CompletableFuture<TestServer>> starts = Stream.of(plans)
                .map(plan -> CompletableFuture.supplyAsync(plan::start))
                .toList();
        return starts.stream().map(CompletableFuture::join).toList();
    }

    private static TestServer start(Plan plan) {
        try {
            int port = plan.port == 0 ? freePort() : plan.port;
            Files.createDirectories(FOLDER);
            Path log = log(plan.name);
            // A container that is killed leaves what it has unpacked, 150 MB of it on Payara Micro.
            Path temporary = newFolder(plan.name + "-tmp");
            Container container = plan.brief ? plan.container.brief() : plan.container;
            ProcessBuilder builder = new ProcessBuilder(command(plan, container, port, temporary))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
            builder.environment().keySet().removeAll(List.of("MONGODB_URI", "ANIPUB_MONGODB_URI"));
            builder.environment().putAll(plan.environment);
            Process process = builder.start();
            if (container instanceof PayaraServer) {
                // It reads there until nothing comes.
                process.getOutputStream().close();
            }
            TestServer server =
                    new TestServer(container, process, URI.create("http://127.0.0.1:" + port + "/"), log, temporary);
            Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
            container.deploy(port, plan.wars.values());
            server.awaitReady(plan);
            server.logOfStart = server.log();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(String plan) {
        return FOLDER.resolve(plan + ".log");
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Plan plan, Container container, int port, Path temporary) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:+ExitOnOutOfMemoryError"));
        command.add("-Djava.io.tmpdir=" + temporary);
        if (plan.brief) {
            command.addAll(BRIEF);
        }
        command.addAll(plan.options);
        plan.settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(container.arguments(temporary.resolve("server"), port, plan.wars.values()));
        command.addAll(plan.arguments);
        return command;
    }

    private void awaitReady(Plan plan) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady(plan)) {
            // A WAR that failed to deploy does not end the process.
            boolean failed = !process.isAlive() || container.failedToDeploy(log());
            if (failed || System.nanoTime() > deadline) {
                kill();
                throw new IllegalStateException("The server did not start; see " + log);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Every WAR answers a handshake; before that its context is unknown. */
    private boolean isReady(Plan plan) {
        return plan.wars.keySet().stream()
                .map(file -> file.substring(0, file.lastIndexOf('.')))
                .map(context -> context.equals("ROOT") ? "" : context + "/")
                .allMatch(context -> answers(uri.resolve(context + "socket.io/?EIO=4&transport=polling")));
    }

    /** Whether the application is there; before that containers answer what they like. */
    private static boolean answers(URI handshake) {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(handshake)
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
