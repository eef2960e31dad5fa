package xyz.anipub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
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
    private GroupCommit groupCommit;
    private EmbeddedChannel connection;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> syncs = new ArrayDeque<>();

    @BeforeEach
    void open() {
        store = EmbeddedMongoFile.open(folder);
        map = store.openMap("map");
        groupCommit = new GroupCommit(store, tasks::add, syncs::add);
        connection = new EmbeddedChannel(groupCommit.holdBack());
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
        assertThat(connection.<String>readOutbound()).isNull();

        runSync();
        assertThat(connection.<String>readOutbound()).isEqualTo("reply");
    }

    @Test
    void letsAReplyGoOnceItIsCommittedIfNobodyAskedForTheDisk() {
        map.put("key", "value");
        connection.writeInbound(command(new Document("update", "echoes")
                .append("writeConcern", new Document("w", "majority").append("j", false))));
        connection.pipeline().write("reply");
        connection.pipeline().flush();
        assertThat(connection.<String>readOutbound()).isNull();

        runTasks();

        assertThat(store.hasUnsavedChanges()).isFalse();
        assertThat(connection.<String>readOutbound()).isEqualTo("reply");
        assertThat(syncs).isEmpty();
    }

    @Test
    void answersReadersWhileASyncIsOnItsWay() {
        change("key");
        runTasks();
        EmbeddedChannel reader = new EmbeddedChannel(groupCommit.holdBack());
        reader.writeInbound(command(new Document("find", "messages")));
        reader.pipeline().write("page");
        reader.pipeline().flush();
        runTasks();
        assertThat(reader.<String>readOutbound()).isEqualTo("page");
        assertThat(connection.<String>readOutbound()).isNull();
        reader.close();
    }

    @Test
    void keepsWhatComesDuringASyncForTheNextOne() {
        change("one");
        runTasks();
        EmbeddedChannel later = new EmbeddedChannel(groupCommit.holdBack());
        map.put("two", "value");
        later.pipeline().write("later");
        later.pipeline().flush();
        runTasks();
        assertThat(syncs).hasSize(1);

        runSync();
        assertThat(connection.<String>readOutbound()).isEqualTo("reply");
        assertThat(later.<String>readOutbound()).isNull();
        assertThat(syncs).hasSize(1);

        runSync();
        assertThat(later.<String>readOutbound()).isEqualTo("later");
        later.close();
    }

    @Test
    void answersNobodyAfterASyncHasFailed() {
        change("key");
        runTasks();
        assertThat(groupCommit.isBroken()).isFalse();
        store.closeImmediately();
        runSync();
        assertThat(groupCommit.isBroken()).isTrue();
        assertThat(connection.<String>readOutbound()).isNull();
        assertThat(connection.isOpen()).isFalse();

        EmbeddedChannel reader = new EmbeddedChannel(groupCommit.holdBack());
        reader.writeInbound(command(new Document("find", "messages")));
        reader.pipeline().write("page");
        reader.pipeline().flush();
        runTasks();
        assertThat(reader.isOpen()).isFalse();
    }

    /** As a file that is closed takes a wait for done. */
    @Test
    void answersNobodyWhoseSyncEndedWhenTheFileWasClosed() {
        change("key");
        runTasks();
        syncs.remove().run();
        store.closeImmediately();
        runTasks();
        assertThat(connection.<String>readOutbound()).isNull();
        assertThat(connection.isOpen()).isFalse();
        assertThat(groupCommit.isSyncing()).isFalse();
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
        runSync();
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

    private void change(String key) {
        map.put(key, "value");
        connection.pipeline().write("reply");
        connection.pipeline().flush();
    }

    private static MongoMessage command(Document command) {
        return new MongoMessage(new EmbeddedChannel(), new MessageHeader(1, 0), command.append("$db", "anipub"));
    }

    /** The disk is done with one sync, and the event loop hears of it. */
    private void runSync() {
        syncs.remove().run();
        runTasks();
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
