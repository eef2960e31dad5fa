package xyz.anipub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.IndexOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.store.embedded.file.JournaledStore;

/** Copies of a store in use, made by the command that the documentation has. */
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class EmbeddedMongoBackupTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int COPIES = 3;

    /** Enough that writers go on while it is copied. */
    private static final int BALLAST = 40;

    @TempDir
    Path folder;

    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @Test
    void haveAllThatWasAcknowledgedWhenTheyBegan() throws Exception {
        Path data = folder.resolve("data");
        Path restored = Files.createDirectory(folder.resolve("restored"));
        try (EmbeddedMongo mongo = EmbeddedMongo.open(data);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            KilledWriter.messages(client)
                    .createIndex(new Document("room", 1).append("seq", -1), new IndexOptions().unique(true));
            for (int i = 0; i < BALLAST; i++) {
                KilledWriter.rooms(client).insertOne(new Document("ballast", "x".repeat(1_000_000)));
            }
            List<Thread> writers = writers(client);
            for (int copy = 0; copy < COPIES; copy++) {
                long before = written();
                await().atMost(PATIENCE).until(() -> written() > before + 50);
                Map<String, Long> then = new HashMap<>(acknowledged);
                assertThat(runDocumentedCommand(data)).isZero();
                Path file = data.resolve(EmbeddedMongoBackup.COPY);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                Files.copy(file, restored.resolve(EmbeddedMongoFile.NAME), StandardCopyOption.REPLACE_EXISTING);
                assertRestored(restored, then);
            }
            enough.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            assertThat(failure.get()).isNull();
        }
        assertThat(files(data)).containsExactlyInAnyOrder(EmbeddedMongoFile.NAME, EmbeddedMongoBackup.COPY);
        assertRestored(data, acknowledged);
    }

    private long written() {
        return acknowledged.values().stream().mapToLong(seq -> seq).sum();
    }

    /** Each room's messages have numbers without a hole, and are changed afterwards, so that pieces of the file become free. */
    private List<Thread> writers(MongoClient client) {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < KilledWriter.ROOMS; i++) {
            String room = "room" + i;
            Thread writer = new Thread(() -> {
                for (long seq = 1; !enough.get(); seq++) {
                    KilledWriter.messages(client)
                            .insertOne(new Document("room", room)
                                    .append("seq", seq)
                                    .append("text", "x".repeat(500)));
                    acknowledged.put(room, seq);
                    KilledWriter.messages(client)
                            .updateOne(
                                    new Document("room", room).append("seq", Math.max(1, seq / 2)),
                                    new Document("$set", new Document("change", seq)));
                }
            });
            writer.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            writer.start();
            writers.add(writer);
        }
        return writers;
    }

    private static void assertRestored(Path data, Map<String, Long> least) {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(data);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            assertThat(KilledWriter.rooms(client).countDocuments()).isEqualTo(BALLAST);
            least.forEach((room, seq) -> {
                List<Long> found = KilledWriter.messages(client)
                        .find(new Document("room", room))
                        .sort(new Document("seq", 1))
                        .map(message -> message.getLong("seq"))
                        .into(new ArrayList<>());
                assertThat(found)
                        .hasSizeGreaterThanOrEqualTo(seq.intValue())
                        .isEqualTo(
                                LongStream.rangeClosed(1, found.size()).boxed().toList());
            });
            Document state = client.getDatabase("anipub").runCommand(new Document("validate", "messages"));
            assertThat(state.get("keysPerIndex", Document.class).values())
                    .hasSize(2)
                    .allSatisfy(count -> assertThat(((Number) count).longValue())
                            .isEqualTo(state.getInteger("nrecords").longValue()));
        }
    }

    /** What {@code operations.md} tells to run, with another folder. */
    private int runDocumentedCommand(Path data) throws IOException, InterruptedException {
        String page = Files.readString(Path.of("src/docs/operations.md"));
        String command = page.lines()
                .filter(line -> line.startsWith("touch data/" + EmbeddedMongoBackup.WANTED))
                .findAny()
                .orElseThrow();
        return new ProcessBuilder("sh", "-c", command)
                .directory(data.getParent().toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    @Test
    void sayThatTheyFailed() throws Exception {
        Path data = folder.resolve("data");
        try (EmbeddedMongo mongo = EmbeddedMongo.open(data)) {
            assertThat(runDocumentedCommand(data)).isZero();
            Path copy = data.resolve(EmbeddedMongoBackup.COPY);
            Files.delete(copy);
            // In the way.
            Files.createDirectories(copy.resolve("folder"));
            assertThat(runDocumentedCommand(data)).isNotZero();
            assertThat(files(data))
                    .containsExactlyInAnyOrder(
                            EmbeddedMongoFile.NAME, EmbeddedMongoBackup.COPY, EmbeddedMongoBackup.FAILED);
            Files.delete(copy.resolve("folder"));
            Files.delete(copy);
            assertThat(runDocumentedCommand(data)).isZero();
            assertThat(files(data)).containsExactlyInAnyOrder(EmbeddedMongoFile.NAME, EmbeddedMongoBackup.COPY);
            assertThat(mongo.isBroken()).isFalse();
        }
    }

    @Test
    void beginNotWhereTheyWouldFillTheDisk() throws Exception {
        Path data = folder.resolve("data");
        try (EmbeddedMongo mongo = EmbeddedMongo.open(data);
                RandomAccessFile file = new RandomAccessFile(
                        data.resolve(EmbeddedMongoFile.NAME).toFile(), "rw")) {
            long length = file.length();
            // A hole takes no room.
            file.setLength(Files.getFileStore(data).getUsableSpace());
            assertThat(runDocumentedCommand(data)).isNotZero();
            assertThat(files(data)).containsExactlyInAnyOrder(EmbeddedMongoFile.NAME, EmbeddedMongoBackup.FAILED);
            file.setLength(length);
            assertThat(mongo.isBroken()).isFalse();
            assertThat(runDocumentedCommand(data)).isZero();
        }
    }

    @Test
    void getNoNameOnceTheStoreIsClosed() throws Exception {
        JournaledStore store = EmbeddedMongoFile.open(folder);
        store.openMap("map").put("key", "value");
        store.checkpoint();
        Files.createFile(folder.resolve(EmbeddedMongoBackup.WANTED));
        EmbeddedMongoBackup backup = new EmbeddedMongoBackup(folder, task -> {});
        Thread copying;
        synchronized (backup) {
            backup.round(store, new GroupCommit(store, task -> {}, task -> {}));
            await().atMost(PATIENCE)
                    .until(() -> copies().stream().anyMatch(copy -> copy.getState() == Thread.State.BLOCKED));
            assertThat(files(folder)).as("all but its name").anyMatch(name -> name.contains(".part"));
            copying = backup.stop().orElseThrow();
        }
        copying.join();
        store.abandon();
        assertThat(files(folder)).containsExactlyInAnyOrder(EmbeddedMongoFile.NAME, EmbeddedMongoBackup.WANTED);
    }

    private static List<Thread> copies() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("anipub-embedded-mongo-backup"))
                .toList();
    }

    @Test
    void areCheckedWithoutMakingWhatIsNotThere() throws IOException {
        Path missing = folder.resolve("missing");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> EmbeddedMongoFile.check(missing, 0));
        assertThat(missing).doesNotExist();
        Path copy = EmbeddedMongoFile.in(folder);
        EmbeddedMongoFile.open(folder).close();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> EmbeddedMongoFile.check(copy, 1_000))
                .withMessageContaining("1000");
    }

    @Test
    void areWrittenToNoFileThatSomebodyHasPutThere() throws IOException {
        Path other = Files.createFile(folder.resolve("other"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), other);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> EmbeddedMongoFile.createNew(link));
    }

    /** But for the journals, which an open store has. */
    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> JournaledStore.JOURNALS.stream().noneMatch(name::endsWith))
                    .toList();
        }
    }
}
