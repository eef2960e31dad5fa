package xyz.anipub.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Payara Micro as the image of the {@code Dockerfile} has it: unpacked once, with the archive of the classes that a start loads, read
 * and checked. A start takes a quarter less of the processor's time than {@link PayaraMicro}'s. Both are made by the first server
 * that wants them, for all of the build.
 *
 * @param packed what it was made of
 * @param home where it is
 */
record UnpackedPayaraMicro(PayaraMicro packed, Path home) implements Container {

    private static final String MAIN = "fish.payara.micro.impl.PayaraMicroImpl";
    private static final String OPTIONS = "payara-micro.args";
    private static final String ARCHIVE = "classes.jsa";
    private static final String GATE = "ROOT-gate.jar";

    /** Written last: what it was made of. */
    private static final String MADE_OF = "made-of";

    /** Made anew where it is not there, or of other files. */
    static synchronized UnpackedPayaraMicro of(PayaraMicro packed) throws IOException {
        Path home = packed.build().resolve("payara-micro").toAbsolutePath();
        UnpackedPayaraMicro unpacked = new UnpackedPayaraMicro(packed, home);
        Path madeOf = home.resolve(MADE_OF);
        String parts = unpacked.parts();
        if (!Files.exists(madeOf) || !Files.readString(madeOf).equals(parts)) {
            unpacked.make();
            Files.writeString(madeOf, parts);
        }
        return unpacked;
    }

    private Path gate() {
        return packed.build().resolve(GATE);
    }

    private String parts() throws IOException {
        return Files.size(packed.jar()) + " " + Files.getLastModifiedTime(packed.jar()) + "\n"
                + Arrays.hashCode(Files.readAllBytes(gate())) + "\n"
                + System.getProperty("java.vm.version") + " " + System.getProperty("java.home") + "\n";
    }

    private Path server() {
        return home.resolve("server");
    }

    private void make() throws IOException {
        Folders.delete(home);
        Files.createDirectories(home);
        // A copy, as each build packs another one, and an archive is of no use when the time of a file has changed.
        Files.copy(gate(), home.resolve(GATE));
        run(List.of(
                "-jar",
                packed.jar().toAbsolutePath().toString(),
                "--rootDir",
                server().toString(),
                "--addLibs",
                home.resolve(GATE).toString(),
                "--outputlauncher"));
        Files.write(home.resolve(OPTIONS), options());
        List<String> once = new ArrayList<>(TestServer.BRIEF);
        once.addAll(List.of("-Xmx1g", "-XX:ArchiveClassesAtExit=" + home.resolve(ARCHIVE)));
        once.add("-Danipub.data=" + home.resolve("data"));
        once.addAll(start(home.resolve("first"), TestServer.freePort(), List.of(TestServer.chatWar())));
        once.add("--warmup");
        run(once);
        Folders.delete(home.resolve("first"));
        Folders.delete(home.resolve("data"));
    }

    /** Those that the JVM takes from the manifest of what it is told to start by {@code -jar}, and the class to start. */
    private List<String> options() throws IOException {
        List<String> options = new ArrayList<>();
        try (JarFile jar = new JarFile(packed.jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            for (String kind : List.of("Opens", "Exports")) {
                for (String packages : manifest.getValue("Add-" + kind).split(" ")) {
                    options.add("--add-" + kind.toLowerCase() + "=" + packages + "=ALL-UNNAMED");
                }
            }
        }
        Path launcher = server().resolve("launch-micro.jar");
        options.add("-Dfish.payara.micro.BootJar=" + launcher.toUri());
        options.add("-Dfish.payara.micro.UnpackDir=" + server());
        options.addAll(List.of("-cp", launcher.toString(), MAIN));
        return options;
    }

    private void run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path log = home.resolve("made.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("Payara Micro was not unpacked; see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public List<String> arguments(Path folder, int port, Collection<Path> wars) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + home.resolve(ARCHIVE)));
        arguments.addAll(start(folder.toAbsolutePath(), port, wars));
        return arguments;
    }

    /** In a folder of its own, as a server keeps there what it is told to deploy, and would deploy it again. */
    private List<String> start(Path folder, int port, Collection<Path> wars) throws IOException {
        copy(server().resolve("config"), folder.resolve("config"));
        List<String> arguments = new ArrayList<>(List.of("@" + home.resolve(OPTIONS), "--rootDir", folder.toString()));
        arguments.addAll(PayaraMicro.start(folder, port, wars));
        return arguments;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Override
    public boolean failedToDeploy(String log) {
        return packed.failedToDeploy(log);
    }

    @Override
    public int statusOfABareClose() {
        return packed.statusOfABareClose();
    }

    @Override
    public String contentType(String type) {
        return packed.contentType(type);
    }
}
