package xyz.anipub.testing;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/**
 * A database as the guide's server leaves it, made up from a seed: people with names that are not unique, and rooms with messages and
 * members inside, of which some have no id, no sender, or ids as texts.
 */
public final class GuideData {

    /** Everybody's password. */
    public static final String PASSWORD = "Größe 12";

    /** Of libxcrypt: {@code crypt("Größe 12", "$2b$04$abcdefghijklmnopqrstuu")}. */
    public static final String BCRYPT = "$2b$04$abcdefghijklmnopqrstuuDqHB2diqTK0/8PDNuG0UPNZtnbPpZv2";

    private static final Instant BEGIN = Instant.parse("2024-01-28T10:30:00Z");

    private final MongoDatabase database;
    private final Random random;
    private final List<ObjectId> people = new ArrayList<>();
    private int written;

    public GuideData(MongoDatabase database, long seed) {
        this.database = database;
        this.random = new Random(seed);
    }

    /** Somebody, who logs in as {@code somebody<n>@example.org}. */
    public ObjectId person(String name) {
        ObjectId id = new ObjectId();
        people.add(id);
        database.getCollection("users")
                .insertOne(new Document("_id", id)
                        .append("Name", name)
                        .append("Email", "Somebody" + people.size() + "@example.org")
                        .append("Password", BCRYPT)
                        .append("Image", "avatar" + people.size() + ".jpg"));
        return id;
    }

    /** A room of everybody and of one who is no user. @param withIds whether its messages have ids of their own */
    public ObjectId room(String name, int messages, boolean withIds) {
        ObjectId id = new ObjectId();
        List<Document> inside = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            inside.add(message(withIds));
        }
        List<Object> members = new ArrayList<>(people);
        members.add(new ObjectId().toHexString());
        database.getCollection("rooms")
                .insertOne(new Document("_id", id)
                        .append("name", name)
                        .append("description", "About " + name)
                        .append("messages", inside)
                        .append("members", members)
                        .append("createdAt", Date.from(BEGIN))
                        .append("updatedAt", Date.from(BEGIN.plusSeconds(written)))
                        .append("__v", 0));
        return id;
    }

    /** As the guide's server does when somebody posts. */
    public void push(ObjectId room, int messages, boolean withIds) {
        for (int i = 0; i < messages; i++) {
            database.getCollection("rooms")
                    .updateOne(
                            Filters.eq("_id", room),
                            Updates.combine(
                                    Updates.push("messages", message(withIds)),
                                    Updates.set("updatedAt", Date.from(BEGIN.plusSeconds(written)))));
        }
    }

    /** Sender and time are of any of the types that such a database may have. */
    private Document message(boolean withId) {
        written++;
        Instant at = BEGIN.plusSeconds(written);
        Document message = new Document();
        if (withId) {
            message.append("_id", new ObjectId());
        }
        ObjectId sender = people.get(random.nextInt(people.size()));
        switch (written % 10) {
            case 3 -> message.append("sender", sender.toHexString());
            case 7 -> {
                // Nobody.
            }
            default -> message.append("sender", sender);
        }
        return message.append("senderName", "Person " + people.indexOf(sender))
                .append("senderImage", "avatar.jpg")
                .append("content", content(written))
                .append("timestamp", written % 4 == 0 ? at.toString() : Date.from(at));
    }

    private static String content(int number) {
        return "message " + number + (number % 25 == 0 ? " ".repeat(1) + "x".repeat(3_000) : "");
    }

    /** The contents of a room, in order. */
    public List<String> contents(ObjectId room) {
        return database
                .getCollection("rooms")
                .find(Filters.eq("_id", room))
                .first()
                .getList("messages", Document.class)
                .stream()
                .map(message -> message.getString("content"))
                .toList();
    }

    /** All of it, byte by byte. */
    public List<RawBsonDocument> dump() {
        List<RawBsonDocument> all = new ArrayList<>();
        for (String collection : List.of("rooms", "users")) {
            database.getCollection(collection, RawBsonDocument.class)
                    .find()
                    .sort(new Document("_id", 1))
                    .into(all);
        }
        return all;
    }
}
