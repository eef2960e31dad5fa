package xyz.anipub.text.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.text.NameKey;

class TakenNamesTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static MongoServer server;
    private static MongoClient client;

    private final ObjectId ann = new ObjectId();
    private final ObjectId eve = new ObjectId();
    private MongoCollection<Document> looks;
    private MongoCollection<Document> owners;

    @BeforeAll
    static void start() {
        server = new MongoServer(H2Backend.inMemory());
        client = MongoClients.create(server.bindAndGetConnectionString());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.shutdown();
    }

    @BeforeEach
    void empty() {
        MongoDatabase database = client.getDatabase("names");
        database.drop();
        looks = database.getCollection("looks");
        owners = database.getCollection("owners");
        owners.createIndex(new Document("nameKey", 1), new com.mongodb.client.model.IndexOptions().unique(true));
    }

    private TakenNames names(Instant now) {
        return new TakenNames(looks, () -> owners, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void store(ObjectId id, String name, String key) {
        owners.insertOne(new Document("_id", id).append("name", name).append("nameKey", key));
    }

    @Test
    void areGivenToOneOfThoseThatLookAlike() {
        TakenNames names = names(NOON);
        assertThat(names.claim("Ann", ann)).isPresent();
        assertThat(names.claim("Ann", ann))
                .hasValueSatisfying(fresh -> assertThat(fresh).isEmpty());
        for (String like : List.of("\u0410nn", "\u00A0Ann", "Ann\uFE0F", "ANN", "A\u200Bnn")) {
            assertThat(names.claim(like, eve)).as(like).isEmpty();
        }
        assertThat(names.claim("Anna", eve)).isPresent();
    }

    @Test
    void areGivenOnceHoweverManyAskAtOnce() {
        TakenNames names = names(NOON);
        List<String> alike = List.of("paypal", "p\u0430ypal", "pay\u0440al", "\u0440aypal");
        List<CompletableFuture<Boolean>> claims = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> names.claim(alike.get(i % 4), new ObjectId()).isPresent()))
                .toList();
        assertThat(claims.stream().filter(CompletableFuture::join)).hasSize(1);
    }

    @Test
    void areFreeOnceGivenBack() {
        TakenNames names = names(NOON);
        Set<String> fresh = names.claim("Ann", ann).orElseThrow();
        names.giveBack(fresh, eve);
        assertThat(names.claim("Ann", eve)).isEmpty();
        names.giveBack(fresh, ann);
        assertThat(names.claim("Ann", eve)).isPresent();
        names.giveBack("Ann", "ann lee", eve);
        assertThat(names.claim("\u0410nn", ann)).isPresent();
    }

    @Test
    void ofWhoWasNeverStoredAreFreeAfterAMinute() {
        names(NOON).claim("Ann", ann);
        assertThat(names(NOON.plusSeconds(59)).claim("Ann", eve)).isEmpty();
        assertThat(names(NOON.plusSeconds(61)).claim("Ann", eve)).isPresent();
        store(eve, "Ann", "ann");
        assertThat(names(NOON.plusSeconds(600)).claim("Ann", ann)).isEmpty();
        owners.updateOne(new Document("_id", eve), new Document("$set", new Document("name", "Eve")));
        assertThat(names(NOON.plusSeconds(600)).claim("Ann", ann)).isPresent();
    }

    @Test
    void ofAnOlderStoreAreKeptAndNotGivenAgain() {
        // As the first version stored them, and one that it had not refused.
        store(ann, "Ann", "ann");
        store(eve, "\u0410nn", "\u0430nn");
        ObjectId strasse = new ObjectId();
        store(strasse, "Stra\u00DFe", NameKey.former("Stra\u00DFe"));
        for (int i = 0; i < 400; i++) {
            store(new ObjectId(), "member " + i, "member " + i);
        }
        TakenNames names = names(NOON);
        assertThat(names.complete()).isTrue();
        assertThat(names.complete()).isTrue();
        assertThat(names.complete()).isFalse();
        assertThat(owners.find(new Document("_id", strasse)).first()).containsEntry("nameKey", "strasse");
        assertThat(owners.find(new Document("_id", eve)).first()).containsEntry("name", "\u0410nn");
        assertThat(names.claim("A\u0578n", new ObjectId())).isEmpty();
        assertThat(names.claim("\u0455trasse", new ObjectId())).isEmpty();
        assertThat(names.claim("m\u0435mber 399", new ObjectId())).isEmpty();
        // Once is enough.
        store(new ObjectId(), "late", "late");
        assertThat(names(NOON).complete()).isFalse();
        assertThat(names.claim("late", new ObjectId())).isPresent();
    }
}
