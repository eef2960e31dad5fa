package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.MessageDocuments;
import xyz.anipub.chat.retention.ExpiryRepository;

/** Expired messages, out of {@code messages} and of what {@code changes} still says of them. */
@SingletonBean
public class MongoExpiryRepository implements ExpiryRepository {

    private static final ObjectId LOWEST = new ObjectId("0".repeat(24));

    private final ChatStore store;

    @Inject
    public MongoExpiryRepository(ChatStore store) {
        this.store = store;
    }

    @Override
    public List<Kept> rooms(boolean all, Optional<RoomId> after, int limit) {
        Bson behind = gt("_id", after.map(room -> objectId(room)).orElse(LOWEST));
        // Of texts only, by a comparison that the index can answer.
        Bson wanted = all ? behind : and(gte(RoomDocuments.RETENTION, ""), behind);
        return store.read(() -> store.rooms()
                .find(wanted)
                .sort(ascending("_id"))
                .limit(limit)
                .projection(include(RoomDocuments.RETENTION, RoomDocuments.FIRST_SEQ))
                .map(document -> new Kept(
                        new RoomId(document.getObjectId("_id").toHexString()),
                        RoomDocuments.retention(document),
                        RoomDocuments.firstSeq(document)))
                .into(new ArrayList<>()));
    }

    @Override
    public List<Dated> oldest(RoomId room, int limit) {
        return store.read(() -> store.messages()
                .find(eq("room", objectId(room)))
                .sort(ascending("seq"))
                .limit(limit)
                .projection(include("seq", "timestamp", "deleted"))
                .map(document -> new Dated(
                        new MessageId(document.getObjectId("_id").toHexString()),
                        MessageDocuments.number(document, "seq"),
                        document.getDate("timestamp").toInstant(),
                        document.getBoolean("deleted", false)))
                .into(new ArrayList<>()));
    }

    @Override
    public void begin(RoomId room, long firstSeq) {
        // A room of a version that kept no number of its last message has none, and would be empty without its first.
        Bson begins = combine(max(RoomDocuments.FIRST_SEQ, firstSeq), max(RoomDocuments.LAST_SEQ, firstSeq));
        store.write(() -> store.rooms().updateOne(eq("_id", objectId(room)), begins));
    }

    @Override
    public void remove(RoomId room, List<Dated> expired) {
        if (expired.isEmpty()) {
            return;
        }
        List<ObjectId> ids =
                expired.stream().map(each -> new ObjectId(each.id().value())).toList();
        long last = expired.get(expired.size() - 1).seq();
        // Before, as nothing leads to them once the messages are gone; and after, for an edit that came meanwhile.
        clearChange(room, ids);
        store.write(() -> store.messages().deleteMany(and(eq("room", objectId(room)), lte("seq", last))));
        clearChange(room, ids);
    }

    /** The number of the room's last change stays: numbers go on. */
    private void clearChange(RoomId room, List<ObjectId> messages) {
        store.write(() -> store.changes()
                .updateOne(
                        and(eq("_id", objectId(room)), in("message", messages)),
                        combine(set("content", ""), set("mentions", List.of()), unset("searched"))));
    }

    private static ObjectId objectId(RoomId id) {
        return new ObjectId(id.value());
    }
}
