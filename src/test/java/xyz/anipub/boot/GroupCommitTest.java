package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    @TempDir
    Path folder;

    private MVStore store;
    private MVMap<String, String> map;
    private EmbeddedChannel connection;
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @BeforeEach
    void open() {
        store = EmbeddedMongoFile.open(folder);
        map = store.openMap("map");
        connection = new EmbeddedChannel();
        connection.pipeline().addLast(new GroupCommit(store, tasks::add).holdBack());
    }

    @AfterEach
    void close() {
        connection.close();
        store.closeImmediately();
    }

    @Test
    void letsAReplyGoOnceItsChangesAreStored() {
        map.put("key", "value");
        connection.pipeline().write("reply");
        connection.pipeline().flush();
        assertThat(connection.<String>readOutbound()).isNull();
        assertThat(store.hasUnsavedChanges()).isTrue();

        runTasks();

        assertThat(store.hasUnsavedChanges()).isFalse();
        assertThat(connection.<String>readOutbound()).isEqualTo("reply");
    }

    @Test
    void storesOnceForAllThatWait() {
        long version = store.getCurrentVersion();
        for (int i = 0; i < 10; i++) {
            map.put("key" + i, "value");
            connection.pipeline().write("reply" + i);
            connection.pipeline().flush();
        }
        runTasks();
        assertThat(store.getCurrentVersion()).isEqualTo(version + 1);
        assertThat(connection.outboundMessages()).hasSize(10);
    }

    @Test
    void answersNobodyIfItCannotStore() {
        connection.pipeline().write("reply");
        connection.pipeline().flush();
        store.closeImmediately();
        runTasks();
        assertThat(connection.<String>readOutbound()).isNull();
        assertThat(connection.isOpen()).isFalse();
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
