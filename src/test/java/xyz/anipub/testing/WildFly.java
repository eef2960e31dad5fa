package xyz.anipub.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The WildFly that the {@code wildfly} profile has put together, as it comes. */
record WildFly(Path build) implements Container {

    @Override
    public List<String> arguments(Path folder, int port, Collection<Path> wars) throws IOException {
        Path home = build.resolve("wildfly").toAbsolutePath();
        Path base = folder.toAbsolutePath();
        copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        Path deployments = Files.createDirectories(base.resolve("deployments"));
        for (Path war : wars) {
            Files.copy(war, deployments.resolve(war.getFileName()));
        }
        return List.of(
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + port,
                "-Djboss.management.http.port=0",
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Override
    public boolean failedToDeploy(String log) {
        return log.contains("WFLYSRV0026");
    }

    @Override
    public int statusOfABareClose() {
        return 1005;
    }

    /** Undertow leaves out the space. */
    @Override
    public String contentType(String type) {
        return type.replace("; ", ";");
    }
}
