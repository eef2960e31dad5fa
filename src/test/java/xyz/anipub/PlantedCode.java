package xyz.anipub;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles classes that break a rule, to see whether it notices. One thread at a time. */
final class PlantedCode {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Remembers what is in the class path, which is long. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private PlantedCode() {}

    /** @param sources each of one class, {@code in <package>: <class>}; the package is without the base */
    static JavaClasses compile(Path folder, List<String> sources) {
        List<JavaFileObject> files = new ArrayList<>();
        for (String source : sources) {
            String room = source.substring("in ".length(), source.indexOf(':'));
            files.add(new Source(
                    Walls.BASE + "." + room,
                    source.substring(source.indexOf(':') + 1).strip()));
        }
        try {
            Path output = Files.createDirectories(folder);
            FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
            if (!COMPILER.getTask(null, FILES, null, List.of("-proc:none", "-nowarn"), null, files)
                    .call()) {
                throw new IllegalArgumentException("does not compile: " + sources);
            }
            return new ClassFileImporter().importPath(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String code;

        Source(String room, String declaration) {
            super(URI.create("string:///" + room.replace('.', '/') + "/" + name(declaration) + ".java"), Kind.SOURCE);
            code = "package " + room + "; " + declaration;
        }

        private static String name(String declaration) {
            return declaration.replaceFirst("(?s)^.*?\\b(class|record|interface) (\\w+).*$", "$2");
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
