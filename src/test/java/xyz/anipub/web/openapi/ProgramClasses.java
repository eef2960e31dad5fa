package xyz.anipub.web.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All classes of the program. */
final class ProgramClasses {

    private static final String ENDING = ".class";

    private ProgramClasses() {}

    static Stream<Class<?>> all() {
        return names().stream().map(ProgramClasses::load);
    }

    private static List<String> names() {
        Path root = root();
        try (Stream<Path> files = Files.walk(root.resolve("xyz"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(ENDING) && !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ENDING.length()).replace('/', '.'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(ApiDocument.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ProgramClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
