package xyz.anipub.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What Arquillian deploys. */
public final class Deployments {

    private Deployments() {}

    /**
     * The WAR that the build has just packed, as the root, with a data folder of its own and the libraries that tests
     * call. A test class adds the doubles it needs.
     */
    public static WebArchive chatWar() {
        return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
                .importFrom(TestServer.chatWar().toFile())
                .as(WebArchive.class)
                .addAsResource(
                        new StringAsset("anipub.data=" + dataFolder().toUri().getPath() + "\n"),
                        "META-INF/microprofile-config.properties")
                .addAsLibraries(Stream.of(Assertions.class, Awaitility.class, Matcher.class)
                        .map(Deployments::jarOf)
                        .toArray(File[]::new));
    }

    private static Path dataFolder() {
        try {
            Path parent = Files.createDirectories(TestServer.chatWar().resolveSibling("arquillian"));
            return Files.createTempDirectory(parent, "data").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toFile();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
