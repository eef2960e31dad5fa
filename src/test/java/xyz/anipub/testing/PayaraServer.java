package xyz.anipub.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The distribution of Payara Server that the {@code payara-server} profile has unpacked, with a domain of its own. */
record PayaraServer(Path build) implements Container {

    private static final String DOMAIN = "anipub";

    /** Where a domain listens, above the base of its ports. */
    private static final int HTTP = 80;

    private static final int ADMIN = 48;

    private static final String CLI = "payara6/glassfish/lib/client/appserver-cli.jar";

    private static final long START_SECONDS = 180;

    @Override
    public List<String> arguments(Path folder, int port, Collection<Path> wars) throws IOException {
        Path domains = folder.toAbsolutePath();
        delete(domains.resolve(DOMAIN));
        String base = String.valueOf(port - HTTP);
        String where = Files.createDirectories(domains).toString();
        asadmin("create-domain", "--nopassword=true", "--portbase", base, "--domaindir", where, DOMAIN);
        List<String> command = asadmin("start-domain", "--dry-run", "--domaindir", where, DOMAIN)
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

    /** By {@code asadmin deploy}, as soon as the server takes commands. */
    @Override
    public void deploy(int port, Collection<Path> wars) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!succeeds(port, "list-applications")) {
            if (System.nanoTime() > deadline) {
                throw new IOException("The server takes no commands");
            }
        }
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

    private String admin(int port, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("--port", String.valueOf(port - HTTP + ADMIN)));
        all.addAll(List.of(command));
        return asadmin(all.toArray(String[]::new));
    }

    private boolean succeeds(int port, String... command) {
        try {
            admin(port, command);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String asadmin(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", build.resolve(CLI).toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
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
