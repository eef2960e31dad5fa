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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.store.embedded.file.JournaledStore;

class GroupCommitTest {

    @TempDir
    Path folder;

    private JournaledStore store;
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
        // The first that is written is a checkpoint.
        assertThat(groupCommit.checkpoint()).isTrue();
        runSync();
        connection = new EmbeddedChannel(groupCommit.holdBack());
    }

    @AfterEach
    void close() {
        connection.close();
        store.abandon();
    }

    @Test
    void letsAReplyGoOnceItsChangesAreStored() {
        change("key");
        assertThat(connection.<String>readOutbound()).isNull();
        assertThat(journal()).isZero();

        runTasks();
        assertThat(journal()).isPositive();
        assertThat(connection.<String>readOutbound()).isNull();

        runSync();
        assertThat(connection.<String>readOutbound()).isEqualTo("reply");
        assertThat(store.isAheadOfFile()).isTrue();
    }

    @Test
    void letsAReplyGoOnceItIsWrittenIfNobodyAskedForTheDisk() {
        connection.writeInbound(command(new Document("update", "echoes")
                .append("writeConcern", new Document("w", "majority").append("j", false))));
        change("key");
        assertThat(connection.<String>readOutbound()).isNull();

        runTasks();

        assertThat(journal()).isPositive();
        assertThat(connection.<String>readOutbound()).isEqualTo("reply");
        assertThat(syncs).isEmpty();
    }

    /** Where two would be on their way, the journal of the one that is on the disk would be written over. */
    @Test
    void makesNoCheckpointDuringAnother() {
        change("key");
        assertThat(groupCommit.checkpoint()).isTrue();
        map.put("key", "newer");
        assertThat(groupCommit.checkpoint()).isFalse();
        runTasks();
        assertThat(connection.<String>readOutbound()).isNull();

        runSync();
        assertThat(connection.<String>readOutbound()).isEqualTo("reply");
        assertThat(groupCommit.checkpoint()).isTrue();
    }

    @Test
    void keepsAReaderOfANewMapWaitingDuringACheckpoint() {
        change("key");
        assertThat(groupCommit.checkpoint()).isTrue();
        store.openMap("new").put("key", "value");
        EmbeddedChannel reader = new EmbeddedChannel(groupCommit.holdBack());
        reader.writeInbound(command(new Document("find", "new")));
        reader.pipeline().write("page");
        reader.pipeline().flush();
        runTasks();
        assertThat(reader.<String>readOutbound()).isNull();

        runSync();
        assertThat(reader.<String>readOutbound()).isEqualTo("page");
        assertThat(store.isAheadOfFile()).isFalse();
        reader.close();
    }

    /** Who waits for the next checkpoint has the disk get the last one, whose sync could not begin during another. */
    @Test
    void getsACheckpointToTheDiskThatWasMadeDuringASync() {
        change("key");
        runTasks();
        assertThat(syncs).hasSize(1);
        map.put("key", "newer");
        assertThat(groupCommit.checkpoint()).isTrue();
        EmbeddedChannel later = new EmbeddedChannel(groupCommit.holdBack());
        store.openMap("new").put("key", "value");
        later.pipeline().write("later");
        later.pipeline().flush();

        runSync();
        assertThat(connection.<String>readOutbound()).isEqualTo("reply");
        runSync();
        assertThat(later.<String>readOutbound())
                .as("what that checkpoint had not")
                .isNull();
        runSync();
        assertThat(later.<String>readOutbound()).isEqualTo("later");
        assertThat(store.isCheckpointing()).isFalse();
        later.close();
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
        store.abandon();
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
        store.abandon();
        runTasks();
        assertThat(connection.<String>readOutbound()).isNull();
        assertThat(connection.isOpen()).isFalse();
        assertThat(groupCommit.isSyncing()).isFalse();
    }

    @Test
    void storesOnceForAllThatWait() {
        for (int i = 0; i < 10; i++) {
            change("key" + i);
        }
        assertThat(tasks).as("writes").hasSize(1);
        runTasks();
        assertThat(syncs).hasSize(1);
        runSync();
        assertThat(connection.outboundMessages()).hasSize(10);
    }

    @Test
    void answersNobodyIfItCannotStore() {
        connection.pipeline().write("reply");
        connection.pipeline().flush();
        store.abandon();
        runTasks();
        assertThat(connection.<String>readOutbound()).isNull();
        assertThat(connection.isOpen()).isFalse();
    }

    /** The length of both, in bytes. */
    private long journal() {
        return JournaledStore.JOURNALS.stream()
                .map(suffix -> folder.resolve(EmbeddedMongoFile.NAME + suffix))
                .mapToLong(path -> path.toFile().length())
                .sum();
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
