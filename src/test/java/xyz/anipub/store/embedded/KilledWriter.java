package xyz.anipub.store.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** The process that gets killed: writes until then, and prints {@code room seq} for all that was acknowledged. */
final class KilledWriter {

    static final int ROOMS = 4;

    private KilledWriter() {}

    public static void main(String[] arguments) {
        EmbeddedMongo mongo = EmbeddedMongo.open(Path.of(arguments[0]));
        MongoClient client = MongoClients.create(mongo.connectionString());
        MongoCollection<Document> messages = messages(client);
        messages.createIndex(new Document("room", 1).append("seq", -1), new IndexOptions().unique(true));
        messages.createIndex(
                new Document("room", 1).append("sender", 1).append("clientId", 1), new IndexOptions().unique(true));
        for (int room = 0; room < ROOMS; room++) {
            String name = "room" + room;
            new Thread(() -> post(client, name)).start();
        }
    }

    static MongoCollection<Document> messages(MongoClient client) {
        return client.getDatabase("anipub").getCollection("messages");
    }

    static MongoCollection<Document> rooms(MongoClient client) {
        return client.getDatabase("anipub").getCollection("rooms");
    }

    static long lastSeq(MongoClient client, String room) {
        Document last = messages(client)
                .find(Filters.eq("room", room))
                .sort(Sorts.descending("seq"))
                .first();
        return last == null ? 0 : last.getLong("seq");
    }

    private static void post(MongoClient client, String room) {
        long seq = lastSeq(client, room);
        while (true) {
            List<Document> batch = new ArrayList<>();
            for (int i = 0; i <= seq % 7; i++) {
                long next = seq + 1 + i;
                batch.add(new Document("room", room)
                        .append("seq", next)
                        .append("sender", "sender" + next % 5)
                        .append("clientId", "client" + next)
                        .append("content", "x".repeat((int) (next % 900))));
            }
            messages(client).insertMany(batch);
            seq += batch.size();
            System.out.println("message " + room + " " + seq);
            rooms(client)
                    .updateOne(
                            Filters.eq("_id", room), Updates.max("updatedAt", seq), new UpdateOptions().upsert(true));
            System.out.println("room " + room + " " + seq);
        }
    }
}
