package xyz.anipub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.testing.TestServer;

/** Both servers, running, in one setup. */
final class Servers implements AutoCloseable {

    private final @Nullable Process store;
    private final AniPub ours;
    private final NodePeer peer;

    private Servers(@Nullable Process store, AniPub ours, NodePeer peer) {
        this.store = store;
        this.ours = ours;
        this.peer = peer;
    }

    static Servers start(Setup setup, Optional<Path> recordings) {
        return switch (setup) {
            case CHAT -> new Servers(null, AniPub.start(Map.of(), Map.of(), recordings), NodePeer.start(Map.of()));
            case WITHOUT_RECOVERY -> new Servers(
                    null,
                    AniPub.start(Map.of("anipub.socketio.recovery-enabled", "false"), Map.of(), recordings),
                    NodePeer.start(Map.of()));
            case SAME_STORE -> onOneStore(recordings);
            case DEFAULT_LIMITS -> new Servers(null, AniPub.asItComes("bench", recordings), NodePeer.start(Map.of()));
        };
    }

    AniPub ours() {
        return ours;
    }

    NodePeer peer() {
        return peer;
    }

    private static Servers onOneStore(Optional<Path> recordings) {
        try {
            Process store = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-classpath",
                            System.getProperty("java.class.path"),
                            StoreMain.class.getName(),
                            TestServer.newFolder("bench-store").toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(store::destroyForcibly));
            BufferedReader output = store.inputReader(StandardCharsets.UTF_8);
            String line = output.readLine();
            while (line != null && !line.startsWith(StoreMain.READY)) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("The store did not start");
            }
            String uri = line.substring(StoreMain.READY.length());
            AniPub ours = AniPub.start(Map.of(), Map.of("MONGODB_URI", uri.replace("/?", "/anipub?")), recordings);
            return new Servers(store, ours, NodePeer.start(Map.of("MONGODB_URI", uri.replace("/?", "/peer?"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ours.close();
        peer.close();
        if (store != null) {
            store.destroy();
        }
    }
}
