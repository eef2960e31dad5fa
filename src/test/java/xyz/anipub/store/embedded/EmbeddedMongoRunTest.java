package xyz.anipub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.store.embedded.file.JournaledStore;

class EmbeddedMongoRunTest {

    @TempDir
    Path folder;

    private final FaultyDisk disk = new FaultyDisk();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> syncs = new ArrayDeque<>();

    @AfterEach
    void unplug() {
        FaultyPath.unplug(folder.toString());
    }

    /** Else the next start would not look for what is whole. */
    @Test
    void callsNothingClosedInOrderThatTheDiskHasRefused() throws IOException {
        FaultyPath.plug(folder.toString(), disk);
        Path file = EmbeddedMongoFile.in(folder);
        JournaledStore store = EmbeddedMongoFile.open(file, FaultyPath.WAY, Long.MAX_VALUE);
        EmbeddedMongoRun run = EmbeddedMongoRun.of(store, tasks::add, syncs::add);
        EmbeddedChannel connection = new EmbeddedChannel(run.groupCommit().holdBack());
        store.openMap("map").put("key", "value");
        connection.pipeline().write("reply");
        connection.pipeline().flush();
        tasks.remove().run();
        disk.setFailing(true);
        syncs.remove().run();
        tasks.remove().run();
        disk.setFailing(false);
        assertThat(run.isBroken()).isTrue();

        run.end();
        run.close();
        assertThat(header(file)).startsWith("H:2").doesNotContain("clean:1");
    }

    private String header(Path file) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(512);
        try (FileChannel channel = disk.open(file.toString())) {
            channel.read(header, 0);
        }
        return new String(header.array(), StandardCharsets.ISO_8859_1);
    }
}
