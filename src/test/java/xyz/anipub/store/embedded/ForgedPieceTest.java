package xyz.anipub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.store.embedded.file.CheckedFile;

/** A message that looks like a piece of the file, newer than all, in which nothing is stored; and a process that is killed. */
class ForgedPieceTest {

    private static final int BLOCK = 4096;
    private static final String LINE = "chunk:1,len:1,version:7fffffff";

    @TempDir
    Path folder;

    private Path file;
    private MVStore store;

    @BeforeEach
    void find() {
        file = EmbeddedMongoFile.in(folder);
    }

    @AfterEach
    void close() {
        store.closeImmediately();
    }

    private void open() {
        store = CheckedFile.open(file.toString(), Long.MAX_VALUE);
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
    }

    private MVMap<String, String> map() {
        return store.openMap("map");
    }

    /** Whole blocks of it, each of which begins and ends like a piece, whichever of two places it gets. */
    private static String forged(int shift) {
        byte[] line = LINE.getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder one = new StringBuilder(LINE);
        DataUtils.appendMap(one, "fletcher", DataUtils.getFletcher32(line, 0, line.length));
        String padded = " ".repeat(127 - one.length()) + one + "\n";
        return " ".repeat(shift) + padded.repeat(3 * BLOCK / padded.length());
    }

    private static boolean isForged(byte[] file, int block) {
        String text = new String(file, block * BLOCK, BLOCK, StandardCharsets.ISO_8859_1);
        return text.substring(0, 1024).trim().startsWith(LINE)
                && text.substring(BLOCK - 128).trim().startsWith(LINE);
    }

    private long forgeries() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        long count = 0;
        for (int block = 2; block < bytes.length / BLOCK; block++) {
            count += isForged(bytes, block) ? 1 : 0;
        }
        return count;
    }

    private void killAndExpect(Map<String, String> expected) {
        store.closeImmediately();
        open();
        assertThat(new TreeMap<>(map())).isEqualTo(expected);
    }

    private void post(MVMap<String, String> map) {
        for (int shift = 0; shift < 128; shift += 32) {
            map.put("forged" + shift, forged(shift));
        }
    }

    @Test
    void doesNotCountInAPieceThatWasFreedAndPartlyOverwritten() throws IOException {
        open();
        map().put("kept", "value");
        store.commit();
        post(map());
        store.commit();
        for (int shift = 0; shift < 128; shift += 32) {
            map().remove("forged" + shift);
        }
        for (int i = 0; i < 8; i++) {
            map().put("later", "value " + i);
            store.commit();
        }
        assertThat(forgeries()).as("what is left of it").isPositive();
        Map<String, String> expected = new TreeMap<>(map());
        killAndExpect(expected);
        map().put("more", "value");
        store.commit();
        expected.put("more", "value");
        killAndExpect(expected);
    }

    @Test
    void doesNotCountInAFileOfAFormerVersion() throws IOException {
        store = stock();
        map().put("kept", "value");
        store.commit();
        post(map());
        store.commit();
        map().put("later", "value");
        store.commit();
        assertThat(forgeries()).isPositive();
        Map<String, String> expected = new TreeMap<>(map());
        killAndExpect(expected);
        killAndExpect(expected);
        assertThat(header()).contains("seal:");
        store.close();
        open();
        assertThat(new TreeMap<>(map())).isEqualTo(expected);
    }

    /** As an administrator may try the former version once more. */
    @Test
    void letsAFormerVersionWriteMeanwhile() throws IOException {
        open();
        map().put("ours", "value");
        store.close();
        store = stock();
        map().put("theirs", "value");
        store.close();
        open();
        map().put("ours again", "value");
        store.commit();
        killAndExpect(Map.of("ours", "value", "theirs", "value", "ours again", "value"));
    }

    @Test
    void writesNothingWhereNothingIsFoundThoughThereIsSomething() throws IOException {
        open();
        map().put("key", "value");
        store.commit();
        store.close();
        byte[] bytes = Files.readAllBytes(file);
        // The ends of each piece are as they were.
        for (int block = 2; block < bytes.length / BLOCK; block++) {
            bytes[block * BLOCK + 2000]++;
        }
        Files.write(file, bytes);
        assertThatExceptionOfType(EmbeddedMongoUnavailableException.class)
                .isThrownBy(() -> EmbeddedMongoFile.open(folder));
        assertThat(file).hasBinaryContent(bytes);
    }

    private MVStore stock() {
        MVStore opened = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .open();
        opened.setRetentionTime(0);
        return opened;
    }

    private String header() throws IOException {
        return new String(Files.readAllBytes(file), 0, 512, StandardCharsets.ISO_8859_1);
    }
}
