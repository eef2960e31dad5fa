package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
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

    @BeforeEach
    void open() {
        store = EmbeddedMongoFile.open(folder);
        map = store.openMap("map");
        connection = new EmbeddedChannel();
        connection.pipeline().addLast(new GroupCommit(store, connection.eventLoop()).holdBack());
    }

    @AfterEach
    void close() {
        connection.close();
        store.closeImmediately();
    }

    @Test
    void letsAReplyGoOnceItsChangesAreStored() {
        map.put("key", "value");
        connection.writeOneOutbound("reply");
        connection.pipeline().flush();
        assertThat(connection.<String>readOutbound()).isNull();
        assertThat(store.hasUnsavedChanges()).isTrue();

        connection.runPendingTasks();

        assertThat(store.hasUnsavedChanges()).isFalse();
        assertThat(connection.<String>readOutbound()).isEqualTo("reply");
    }

    @Test
    void storesOnceForAllThatWait() {
        long version = store.getCurrentVersion();
        for (int i = 0; i < 10; i++) {
            map.put("key" + i, "value");
            connection.writeOneOutbound("reply" + i);
            connection.pipeline().flush();
        }
        connection.runPendingTasks();
        assertThat(store.getCurrentVersion()).isEqualTo(version + 1);
        assertThat(connection.outboundMessages()).hasSize(10);
    }

    @Test
    void answersNobodyIfItCannotStore() {
        connection.writeOneOutbound("reply");
        connection.pipeline().flush();
        store.closeImmediately();
        connection.runPendingTasks();
        assertThat(connection.<String>readOutbound()).isNull();
        assertThat(connection.isOpen()).isFalse();
    }
}
