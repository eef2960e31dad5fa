package xyz.anipub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import xyz.anipub.store.embedded.file.JournaledStore;

/**
 * Lives of a store, each of which ends in the middle of something. Commands come by several connections, commits and waits for the disk
 * happen when chance has it, all on one thread: the same seed does the same. Each life begins with what the one before left of
 * the disk, and has to find the store in the state behind one of the commands, and not before the last that was acknowledged.
 */
final class PowerTrial {

    private static final List<String> COLLECTIONS = List.of("messages", "rooms", "users");
    private static final int CONNECTIONS = 4;
    private static final int IDS = 30;

    private final Path folder;
    private final Random random;
    private FaultyDisk disk = new FaultyDisk();

    /** Each collection's documents behind each command, from the state in which this life began. */
    private final List<Map<String, Map<Integer, Document>>> states = new ArrayList<>();

    /** Of the states, the newest that must not be lost: with the power, and with the process. */
    private int synced;

    private int committed;

    private JournaledStore store;
    private GroupCommit groupCommit;
    private EmbeddedMongoBackend backend;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> syncs = new ArrayDeque<>();
    private final List<EmbeddedChannel> connections = new ArrayList<>();
    /** What each connection waits for, as the number of a state; and whether it must be on the disk then. */
    private final Map<EmbeddedChannel, Integer> awaited = new HashMap<>();

    private final Map<EmbeddedChannel, Boolean> durable = new HashMap<>();
    private int compactions;

    PowerTrial(Path folder, long seed) {
        this.folder = folder;
        random = new Random(seed);
        states.add(new TreeMap<>());
    }

    /** @return how often a piece of the file was rewritten */
    int run(int lives) {
        for (int life = 0; life < lives; life++) {
            live();
        }
        return compactions;
    }

    private void live() {
        FaultyPath.plug(folder.toString(), disk);
        disk.dieAfter(random.nextInt(8) == 0 ? random.nextInt(8) : random.nextInt(200));
        try {
            open();
            check();
            boolean orderly = random.nextInt(4) == 0;
            for (int step = random.nextInt(300); step >= 0 && !disk.isDead(); step--) {
                step();
            }
            if (orderly) {
                closeInOrder();
            }
        } catch (RuntimeException failure) {
            if (!disk.isDead()) {
                throw failure;
            }
        }
        boolean killed = random.nextInt(3) == 0;
        disk = killed ? disk.afterKill() : disk.afterPowerLoss(random);
        if (store != null) {
            store.abandon();
        }
        int least = killed ? Math.max(committed, synced) : synced;
        keepFrom(synced);
        committed = least - synced;
        synced = 0;
    }

    private void open() {
        tasks.clear();
        syncs.clear();
        connections.clear();
        awaited.clear();
        store = null;
        store = EmbeddedMongoFile.open(EmbeddedMongoFile.in(folder), FaultyPath.WAY, Long.MAX_VALUE);
        // A piece that is free is used again at once: what must not be is held by nothing but the use of versions.
        store.store().setRetentionTime(0);
        groupCommit = new GroupCommit(store, tasks::add, syncs::add);
        backend = new EmbeddedMongoBackend(store);
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(new EmbeddedChannel(
                    groupCommit.holdBack(),
                    new MongoDatabaseHandler(backend, new DefaultChannelGroup(GlobalEventExecutor.INSTANCE))));
        }
    }

    /** As a stop does it, up to the first failure. */
    private void closeInOrder() {
        while (!tasks.isEmpty() || !syncs.isEmpty()) {
            (tasks.isEmpty() ? syncs : tasks).remove().run();
        }
        collect();
        if (!disk.isDead()) {
            assertThat(awaited).as("connections that were never answered").isEmpty();
        }
        store.close();
        if (!disk.isDead()) {
            synced = states.size() - 1;
        }
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 45) {
            connections.stream()
                    .filter(connection -> !awaited.containsKey(connection))
                    .findAny()
                    .ifPresent(this::command);
        } else if (dice < 75 && !tasks.isEmpty()) {
            tasks.remove().run();
        } else if (dice < 95 && !syncs.isEmpty()) {
            syncs.remove().run();
        } else if (dice >= 99) {
            groupCommit.checkpoint();
        } else if (dice >= 97 && !store.isCheckpointing() && store.compact(90, 1 << 16)) {
            compactions++;
            groupCommit.checkpoint();
        }
        collect();
    }

    private void command(EmbeddedChannel connection) {
        String collection = COLLECTIONS.get(random.nextInt(COLLECTIONS.size()));
        Map<Integer, Document> now = states.get(states.size() - 1).getOrDefault(collection, Map.of());
        Map<Integer, Document> next = new TreeMap<>(now);
        int id = random.nextInt(IDS);
        Document command;
        if (now.isEmpty() && random.nextBoolean()) {
            command = new Document("createIndexes", collection)
                    .append("indexes", List.of(index("key", true), index("number", false)));
        } else if (!now.containsKey(id)) {
            Document document = document(id);
            next.put(id, document);
            command =
                    new Document("insert", collection).append("documents", new ArrayList<>(List.of(document.clone())));
        } else if (random.nextInt(3) == 0) {
            next.remove(id);
            command = new Document("delete", collection)
                    .append("deletes", List.of(new Document("q", new Document("_id", id)).append("limit", 1)));
        } else {
            Document document = document(id);
            next.put(id, document);
            command = new Document("update", collection)
                    .append(
                            "updates",
                            List.of(new Document("q", new Document("_id", id)).append("u", document.clone())));
        }
        boolean journaled = random.nextInt(4) > 0;
        if (!journaled) {
            command.append("writeConcern", new Document("w", "majority"));
        }
        Map<String, Map<Integer, Document>> state = new TreeMap<>(states.get(states.size() - 1));
        if (!next.isEmpty()) {
            state.put(collection, next);
        } else {
            state.remove(collection);
        }
        states.add(state);
        awaited.put(connection, states.size() - 1);
        durable.put(connection, journaled);
        connection.writeInbound(message(command));
    }

    private static Document index(String field, boolean unique) {
        return new Document("key", new Document(field, 1)).append("name", field).append("unique", unique);
    }

    private Document document(int id) {
        String text = Character.toString('a' + random.nextInt(26))
                .repeat(random.nextInt(random.nextInt(10) == 0 ? 9_000 : 300));
        return new Document("_id", id)
                .append("key", "key " + id + " " + random.nextInt(5))
                .append("number", random.nextInt(3))
                .append("text", text);
    }

    private static MongoMessage message(Document command) {
        return new MongoMessage(new EmbeddedChannel(), new MessageHeader(1, 0), command.append("$db", "anipub"));
    }

    private void collect() {
        for (EmbeddedChannel connection : connections) {
            MongoMessage reply = connection.readOutbound();
            if (reply != null
                    && !(disk.isDead()
                            && !Double.valueOf(1).equals(reply.getDocument().get("ok")))) {
                assertThat(reply.getDocument()).containsEntry("ok", 1.0).doesNotContainKey("writeErrors");
                int state = awaited.remove(connection);
                committed = Math.max(committed, state);
                if (durable.get(connection)) {
                    synced = Math.max(synced, state);
                }
            }
        }
    }

    private Document ask(Document command) {
        return backend.handleMessage(message(command));
    }

    /** It is in one of the states; from here on this one counts. */
    private void check() {
        Map<String, Map<Integer, Document>> found = new TreeMap<>();
        for (String collection : COLLECTIONS) {
            Map<Integer, Document> documents = new TreeMap<>();
            List<Document> batch = firstBatch(ask(new Document("find", collection).append("batchSize", 1000)));
            // The store changes in place what it answers with.
            batch.forEach(document -> documents.put((Integer) document.get("_id"), document.cloneDeeply()));
            if (!documents.isEmpty()) {
                found.put(collection, documents);
                checkIndexes(collection, documents);
            }
        }
        int state = states.lastIndexOf(found);
        assertThat(state)
                .as("the state that it is in, of %s; different: %s", states.size(), difference(found))
                .isGreaterThanOrEqualTo(committed);
        states.clear();
        states.add(found);
        synced = 0;
        committed = 0;
    }

    /** To the newest state. */
    private String difference(Map<String, Map<Integer, Document>> found) {
        StringBuilder all = new StringBuilder();
        for (String collection : COLLECTIONS) {
            Map<Integer, Document> is = found.getOrDefault(collection, Map.of());
            Map<Integer, Document> last = states.get(states.size() - 1).getOrDefault(collection, Map.of());
            for (int id = 0; id < IDS; id++) {
                if (!Objects.equals(is.get(id), last.get(id))) {
                    all.append(collection).append(' ').append(id).append(' ');
                }
            }
        }
        return all.toString();
    }

    private void checkIndexes(String collection, Map<Integer, Document> documents) {
        Document validated = ask(new Document("validate", collection));
        assertThat(((Document) validated.get("keysPerIndex")).values())
                .as("entries of each index")
                .allSatisfy(count -> assertThat(((Number) count).intValue()).isEqualTo(documents.size()));
        for (Document document : documents.values()) {
            Document query = new Document("key", document.get("key"));
            assertThat(firstBatch(ask(new Document("find", collection).append("filter", query))))
                    .containsExactly(document);
        }
        for (int number = 0; number < 3; number++) {
            Integer wanted = number;
            Document query = new Document("number", wanted);
            assertThat(firstBatch(ask(new Document("find", collection)
                            .append("filter", query)
                            .append("batchSize", 1000))))
                    .containsExactlyInAnyOrderElementsOf(documents.values().stream()
                            .filter(document -> wanted.equals(document.get("number")))
                            .toList());
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Document> firstBatch(Document reply) {
        return List.copyOf((java.util.Collection<Document>) ((Document) reply.get("cursor")).get("firstBatch"));
    }

    private void keepFrom(int state) {
        List<Map<String, Map<Integer, Document>>> possible = List.copyOf(states.subList(state, states.size()));
        states.clear();
        states.addAll(possible);
    }
}
