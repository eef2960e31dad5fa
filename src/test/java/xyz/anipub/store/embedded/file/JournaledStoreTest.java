package xyz.anipub.store.embedded.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store has after its process was killed, of what its journal alone had. Power losses are {@code PowerLossTest}'s. */
class JournaledStoreTest {

    @TempDir
    Path folder;

    private Path file;
    private JournaledStore store;

    @BeforeEach
    void begin() {
        file = folder.resolve("store");
        open();
        map();
        checkpoint();
    }

    @AfterEach
    void end() {
        store.abandon();
    }

    private void open() {
        store = JournaledStore.open(file.toString(), Long.MAX_VALUE);
    }

    private MVMap<String, String> map() {
        return store.openMap("map");
    }

    private void checkpoint() {
        store.checkpoint();
        JournaledStore.Sync sync = store.sync();
        sync.await();
        sync.end();
    }

    private void put(String key, String value) {
        map().put(key, value);
        store.write();
    }

    private void kill() {
        store.abandon();
        open();
    }

    @Test
    void hasEachKindOfChange() {
        map().putAll(Map.of("a", "1", "b", "2", "c", "3", "d", "4", "e", "5"));
        checkpoint();
        MVMap<String, String> map = map();
        map.put("a", "newer");
        map.putIfAbsent("b", "not put");
        map.putIfAbsent("new", "put");
        map.remove("c");
        map.remove("no such key");
        map.remove("d", "4");
        map.remove("e", "another value");
        store.write();
        map.replace("b", "replaced");
        map.replace("no such key", "not put");
        map.replace("e", "5", "replaced, too");
        map.replace("a", "another value", "not put");
        store.write();
        Map<String, String> expected = new TreeMap<>(map);
        assertThat(expected).containsOnlyKeys("a", "b", "new", "e");

        kill();
        assertThat(new TreeMap<>(map())).isEqualTo(expected);
        kill();
        assertThat(new TreeMap<>(map())).as("once more, as nothing was stored").isEqualTo(expected);
        checkpoint();
        kill();
        assertThat(new TreeMap<>(map())).as("from the file").isEqualTo(expected);
    }

    @Test
    void hasNothingThatWasNotWritten() {
        put("written", "1");
        map().put("not written", "1");
        kill();
        assertThat(map()).containsOnlyKeys("written");
    }

    @Test
    void writesToTheOtherJournalUntilACheckpointIsOnTheDisk() throws IOException {
        put("key", "old");
        Path first = file.resolveSibling("store" + JournaledStore.JOURNALS.get(0));
        byte[] before = Files.readAllBytes(first);
        store.checkpoint();
        assertThat(store.isCheckpointing()).isTrue();
        put("key", "new");
        assertThat(first).hasBinaryContent(before);
        kill();
        assertThat(map()).containsEntry("key", "new");
    }

    @Test
    void ignoresWhatIsTornAndAllBehindIt() throws IOException {
        put("one", "1");
        Path journal = file.resolveSibling("store" + JournaledStore.JOURNALS.get(0));
        int torn = (int) Files.size(journal) + 12;
        put("two", "2");
        put("three", "3");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[torn]++;
        Files.write(journal, bytes);
        kill();
        assertThat(map()).containsOnlyKeys("one");
    }

    /** An administrator may put a backup in place of the file alone. */
    @Test
    void ignoresTheJournalOfAnotherState() throws IOException {
        put("key", "copied");
        checkpoint();
        Path copy = folder.resolve("copy");
        Files.copy(file, copy);
        JournaledStore.detach(copy.toString());
        put("key", "later");
        checkpoint();
        put("key", "last");
        store.abandon();
        Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);
        open();
        assertThat(map()).containsEntry("key", "copied");
    }

    /** It knows no journal. */
    @Test
    void ignoresTheJournalIfAFormerVersionHasWrittenMeanwhile() {
        put("key", "in the journal");
        store.abandon();
        MVStore former = CheckedFile.open(file.toString(), Long.MAX_VALUE);
        former.openMap("map").put("key", "newer");
        former.commit();
        former.close();
        open();
        assertThat(map()).containsEntry("key", "newer");
    }

    @Test
    void isOneFileOnceItIsClosed() {
        put("key", "value");
        store.close();
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.toFile().list()).hasSize(1);
        open();
        assertThat(map()).containsEntry("key", "value");
    }

    @Test
    void refusesChangesOfAMapThatNobodyOpens() {
        put("key", "value");
        kill();
        assertThatExceptionOfType(MVStoreException.class)
                .isThrownBy(() -> store.setOpened())
                .withMessageContaining("not there");
        map();
        store.setOpened();
    }

    @Test
    void needsACheckpointForAMapThatIsCleared() {
        put("key", "value");
        map().clear();
        assertThat(store.mustCheckpoint()).isTrue();
        checkpoint();
        kill();
        assertThat(map()).isEmpty();
    }

    @Test
    void needsACheckpointForAChangeThatCannotBeRecorded() {
        MVMap<String, Object> others = store.openMap("others", StringDataType.INSTANCE, new Unwritable());
        checkpoint();
        put("key", "value");
        assertThatIllegalStateException().isThrownBy(() -> others.put("bad", "value"));
        assertThat(store.mustCheckpoint()).isTrue();
        others.clear();
        checkpoint();
        put("key", "newer");
        kill();
        assertThat(map()).containsEntry("key", "newer");
    }

    private static final class Unwritable extends ObjectDataType {

        @Override
        public void write(WriteBuffer out, Object value) {
            throw new IllegalStateException("cannot be written");
        }
    }

    /** The journal says nothing about maps. */
    @Test
    void needsACheckpointForAMapThatComesOrGoes() {
        assertThat(store.mustCheckpoint()).isFalse();
        store.openMap("other");
        assertThat(store.mustCheckpoint()).isTrue();
        checkpoint();
        assertThat(store.mustCheckpoint()).isFalse();
        store.removeMap("other");
        assertThat(store.mustCheckpoint()).isTrue();
        checkpoint();
        kill();
        assertThat(store.hasMap("other")).isFalse();
    }

    @Test
    void needsACheckpointOnceTheJournalIsLong() {
        String text = "x".repeat(1 << 20);
        for (int i = 0; i < 16 && !store.mustCheckpoint(); i++) {
            put("key", text + i);
        }
        assertThat(store.mustCheckpoint()).isTrue();
        checkpoint();
        assertThat(store.mustCheckpoint()).isFalse();
    }
}
