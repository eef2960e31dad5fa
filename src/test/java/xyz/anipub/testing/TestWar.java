package xyz.anipub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A WAR of some of the classes of this build, and no more. */
public final class TestWar {

    private static final Path BUILD = Path.of(System.getProperty("anipub.build", "target"));

    private final String name;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private TestWar(String name) {
        this.name = name;
        file("WEB-INF/beans.xml", "<beans version=\"4.0\" bean-discovery-mode=\"annotated\"/>");
        // Every layer stands on it.
        programPackage("xyz.anipub.peer").programPackage("xyz.anipub.queue").programPackage("xyz.anipub.trace");
    }

    /** @param name of the file, without its ending, and of the context */
    public static TestWar named(String name) {
        return new TestWar(name);
    }

    /** Adds a package of the program, with those below it. */
    public TestWar programPackage(String packageName) {
        return classes(BUILD.resolve("classes"), packageName.replace('.', '/') + "/");
    }

    /** Takes a package out again, with those below it. */
    public TestWar without(String packageName) {
        entries.keySet().removeIf(path -> path.startsWith("WEB-INF/classes/" + packageName.replace('.', '/') + "/"));
        return this;
    }

    /** Adds a class of the tests, with those inside it. */
    public TestWar testClass(String className) {
        return classes(BUILD.resolve("test-classes"), className.replace('.', '/'));
    }

    public TestWar file(String path, String content) {
        entries.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Writes it into the build's folder. */
    public Path write() {
        return write("");
    }

    /** Writes it into a folder of the build's; without carriers if this run is about the containers' own WebSockets. */
    public Path write(String folder) {
        if (TestServer.isEndpointOnly()) {
            without("xyz.anipub.engineio.transport.container.carrier");
        }
        Path war = BUILD.resolve(folder).resolve(name + ".war");
        try (JarOutputStream out = open(war)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
            return war;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JarOutputStream open(Path war) throws IOException {
        Files.createDirectories(war.getParent());
        return new JarOutputStream(Files.newOutputStream(war));
    }

    private TestWar classes(Path root, String prefix) {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = root.relativize(file).toString().replace('\\', '/');
                String services = "META-INF/services/" + prefix.replace('/', '.');
                if (path.startsWith(prefix) || path.startsWith(services)) {
                    entries.put("WEB-INF/classes/" + path, Files.readAllBytes(file));
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
