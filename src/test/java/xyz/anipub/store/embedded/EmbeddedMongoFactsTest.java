package xyz.anipub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.ConnectionString;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chat relies on, asked through the real driver. */
class EmbeddedMongoFactsTest {

    private static final int CALLERS = 8;

    @TempDir
    Path folder;

    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoCollection<Document> messages;
    private ExecutorService callers;

    @BeforeEach
    void open() {
        mongo = EmbeddedMongo.open(folder);
        client = MongoClients.create(mongo.connectionString());
        messages = client.getDatabase("anipub")
                .getCollection("messages")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        messages.createIndex(
                new Document("room", 1).append("seq", -1),
                new IndexOptions().unique(true).name("room_seq"));
        messages.createIndex(
                new Document("room", 1).append("sender", 1).append("clientId", 1),
                new IndexOptions().unique(true).name("room_sender_clientId"));
        callers = Executors.newFixedThreadPool(CALLERS);
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        client.close();
        mongo.close();
    }

    @Test
    void givesOneOfManyConcurrentInsertsTheKey() throws Exception {
        for (long seq = 1; seq <= 20; seq++) {
            long taken = seq;
            assertThat(atOnce(() -> inserts(message("a", taken)))).containsOnlyOnce(true);
        }
        assertThat(messages.countDocuments(Filters.eq("room", "a"))).isEqualTo(20);
    }

    private boolean inserts(Document message) {
        try {
            messages.insertOne(message);
            return true;
        } catch (MongoWriteException e) {
            assertThat(e.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
            return false;
        }
    }

    @Test
    void givesOneOfManyConcurrentUpdatesTheStateBefore() throws Exception {
        for (int round = 0; round < 20; round++) {
            messages.insertOne(message("a", round).append("echoed", false));
            Bson open = Filters.and(Filters.eq("room", "a"), Filters.eq("echoed", false));
            FindOneAndUpdateOptions before =
                    new FindOneAndUpdateOptions().sort(Sorts.ascending("_id")).returnDocument(ReturnDocument.BEFORE);
            List<Document> states = atOnce(() -> messages.findOneAndUpdate(open, Updates.set("echoed", true), before));
            assertThat(states).filteredOn(Objects::nonNull).singleElement().satisfies(state -> assertThat(state)
                    .containsEntry("echoed", false));
        }
    }

    @Test
    void findsAndUpdatesTheFirstInTheOrderAskedFor() {
        messages.insertMany(List.of(message("a", 3), message("a", 1), message("a", 2)));
        Document oldest = messages.findOneAndUpdate(
                Filters.eq("room", "a"),
                Updates.set("seen", true),
                new FindOneAndUpdateOptions().sort(Sorts.ascending("seq")));
        assertThat(oldest).containsEntry("seq", 1L);
    }

    @Test
    void insertsOneOfManyConcurrentUpserts() throws Exception {
        List<UpdateResult> results = atOnce(() -> messages.updateOne(
                Filters.eq("_id", "settings"), Updates.setOnInsert("secret", 1), new UpdateOptions().upsert(true)));
        assertThat(results).filteredOn(result -> result.getUpsertedId() != null).hasSize(1);
    }

    @Test
    void stopsAnOrderedBatchAtTheFirstDuplicateAndNamesItsIndex() {
        messages.insertOne(message("a", 2));
        MongoBulkWriteException refused = catchThrowableOfType(
                MongoBulkWriteException.class,
                () -> messages.insertMany(List.of(message("a", 1), message("a", 2), message("a", 3))));
        assertThat(refused.getWriteResult().getInsertedCount()).isEqualTo(1);
        assertThat(refused.getWriteErrors()).singleElement().satisfies(error -> {
            assertThat(error.getIndex()).isEqualTo(1);
            assertThat(error.getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
            assertThat(error.getMessage())
                    .isEqualTo("E11000 duplicate key error collection: anipub.messages"
                            + " index: room_seq dup key: { room: \"a\", seq: 2 }");
        });
        assertThat(seqs("a", new Document())).containsExactly(2L, 1L);
    }

    @Test
    void namesTheOtherIndexOfADuplicate() {
        messages.insertOne(message("a", 1).append("clientId", "same"));
        assertThat(catchThrowableOfType(
                        MongoWriteException.class,
                        () -> messages.insertOne(message("a", 2).append("clientId", "same"))))
                .hasMessageContaining("index: room_sender_clientId dup key: ");
    }

    @Test
    void goesOnAfterADuplicateInAnUnorderedBatch() {
        messages.insertOne(message("a", 2));
        MongoBulkWriteException refused = catchThrowableOfType(
                MongoBulkWriteException.class,
                () -> messages.insertMany(
                        List.of(message("a", 1), message("a", 2), message("a", 3)),
                        new InsertManyOptions().ordered(false)));
        assertThat(refused.getWriteResult().getInsertedCount()).isEqualTo(2);
        assertThat(seqs("a", new Document())).containsExactly(3L, 2L, 1L);
    }

    @Test
    void raisesByMaxAndNeverLowers() {
        Bson room = Filters.eq("_id", "room");
        messages.insertOne(new Document("_id", "room").append("updatedAt", 5L));
        assertThat(messages.updateOne(room, Updates.max("updatedAt", 9L)).getModifiedCount())
                .isEqualTo(1);
        assertThat(messages.updateOne(room, Updates.max("updatedAt", 7L)).getModifiedCount())
                .isZero();
        assertThat(messages.find(room).first()).containsEntry("updatedAt", 9L);
    }

    @Test
    void countsWhatItChangedApartFromWhatItMatched() {
        messages.insertMany(
                LongStream.range(0, 10).mapToObj(seq -> message("a", seq)).toList());
        UpdateResult result = messages.updateMany(
                Filters.and(Filters.eq("room", "a"), Filters.gte("seq", 4L)), Updates.set("edited", true));
        assertThat(result.getModifiedCount()).isEqualTo(6);
        result = messages.updateMany(Filters.eq("room", "a"), Updates.set("edited", true));
        assertThat(result.getMatchedCount()).isEqualTo(10);
        assertThat(result.getModifiedCount()).isEqualTo(4);
    }

    @Test
    void pagesInBothDirectionsUnderTheIndex() {
        messages.insertMany(LongStream.rangeClosed(1, 300)
                .mapToObj(seq -> message("a", seq))
                .toList());
        messages.insertMany(LongStream.rangeClosed(1, 300)
                .mapToObj(seq -> message("b", seq))
                .toList());
        assertThat(seqs("a", new Document()).subList(0, 3)).containsExactly(300L, 299L, 298L);
        assertThat(seqs("a", new Document("$lt", 100L)).subList(0, 3)).containsExactly(99L, 98L, 97L);
        assertThat(messages.find(Filters.and(Filters.eq("room", "b"), Filters.gt("seq", 298L)))
                        .sort(Sorts.ascending("seq"))
                        .map(message -> message.getLong("seq")))
                .containsExactly(299L, 300L);
        assertThat(messages.countDocuments(Filters.and(Filters.eq("room", "b"), Filters.lte("seq", 7L))))
                .isEqualTo(7);
        assertThat(messages.countDocuments(Filters.eq("room", "nowhere"))).isZero();
    }

    @Test
    void findsByAListOfIds() {
        messages.insertMany(IntStream.range(0, 100)
                .mapToObj(id -> message("a", id).append("_id", id))
                .toList());
        assertThat(messages.find(Filters.in("_id", 7, 99, 1_000)).map(found -> found.getInteger("_id")))
                .containsExactlyInAnyOrder(7, 99);
    }

    @Test
    void tellsEveryCommandToAListener() {
        ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongo.connectionString()))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        commands.add(event.getCommandName());
                    }
                })
                .build();
        try (MongoClient listened = MongoClients.create(settings)) {
            listened.getDatabase("anipub").getCollection("messages").insertOne(message("a", 1));
        }
        assertThat(commands).contains("insert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anipub:guess@"})
    void refusesADriverThatDoesNotKnowTheSecret(String user) {
        URI address = URI.create(mongo.connectionString());
        String mechanism = user.isEmpty() ? "" : "&authMechanism=PLAIN";
        try (MongoClient stranger = MongoClients.create("mongodb://" + user + "127.0.0.1:" + address.getPort()
                + "/?serverSelectionTimeoutMS=300&connectTimeoutMS=300" + mechanism)) {
            assertThatThrownBy(() -> stranger.getDatabase("anipub")
                            .getCollection("messages")
                            .insertOne(new Document()))
                    .isInstanceOf(MongoException.class);
        }
        assertThat(messages.find().first()).isNull();
    }

    /** The driver logs its settings, and what it says of itself to a server. */
    @Test
    void itsSecretIsInNoLogOfTheDriver() {
        ConnectionString address = new ConnectionString(mongo.connectionString());
        String secret = new String(address.getCredential().getPassword());
        assertThat(address.getApplicationName()).isNull();
        assertThat(MongoClientSettings.builder()
                        .applyConnectionString(address)
                        .build()
                        .toString())
                .isNotEmpty();
        assertThat(address.getCredential().toString()).doesNotContain(secret);
        assertThat(secret).hasSizeGreaterThan(20);
    }

    private List<Long> seqs(String room, Document range) {
        Document query = new Document("room", room);
        if (!range.isEmpty()) {
            query.append("seq", range);
        }
        return messages.find(query)
                .sort(Sorts.descending("seq"))
                .map(message -> message.getLong("seq"))
                .into(new ArrayList<>());
    }

    private static Document message(String room, long seq) {
        return new Document("room", room)
                .append("seq", seq)
                .append("sender", "ann")
                .append("clientId", "client" + seq);
    }

    private <T> List<T> atOnce(Callable<T> call) throws Exception {
        List<T> results = new ArrayList<>();
        List<Callable<T>> calls =
                IntStream.range(0, CALLERS).mapToObj(caller -> call).toList();
        for (Future<T> result : callers.invokeAll(calls)) {
            results.add(result.get());
        }
        return results;
    }
}
