package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.MessageDocuments;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomDeletions;

/**
 * Takes rooms out of all collections. Which ones are to go stands in {@code deletions}: {@code at} is when that is due,
 * {@code emptied} whether it has been done once.
 */
@SingletonBean
public class MongoRoomDeletions implements RoomDeletions {

    /** Messages in one command, which has to end within the store's time limit. */
    private static final int STRETCH = 1_000;

    private static final int STRETCHES_AT_ONCE = 20;

    private final ChatStore store;
    private final RoomNames names;

    @Inject
    public MongoRoomDeletions(ChatStore store) {
        this(store, new RoomNames(store));
    }

    private MongoRoomDeletions(ChatStore store, RoomNames names) {
        this.store = store;
        this.names = names;
    }

    @Override
    public void begin(RoomId room, Instant at, boolean isPrivate) {
        Bson first = setOnInsert("at", Date.from(at));
        Bson begun = isPrivate ? combine(first, set("private", true)) : first;
        store.write(
                () -> store.deletions().updateOne(eq("_id", objectId(room)), begun, new UpdateOptions().upsert(true)));
    }

    @Override
    public boolean isPrivate(RoomId room) {
        Document deletion = store.read(() -> store.deletions()
                .find(eq("_id", objectId(room)))
                .projection(include("private"))
                .first());
        return deletion != null && deletion.getBoolean("private", false);
    }

    @Override
    public boolean takeBack(RoomId room) {
        return store.write(() -> store.deletions().deleteOne(and(eq("_id", objectId(room)), ne("emptied", true))))
                        .getDeletedCount()
                > 0;
    }

    @Override
    public void removeRoom(RoomId room) {
        Optional<Room> removed = store.write(
                        () -> Optional.ofNullable(store.rooms().findOneAndDelete(eq("_id", objectId(room)))))
                .map(RoomDocuments::room);
        removed.filter(gone -> !gone.policy().isPrivate()).ifPresent(gone -> names.leave(room, gone.name(), ""));
    }

    @Override
    public void removeMemberships(RoomId room) {
        for (MongoCollection<Document> people : List.of(
                store.memberships(),
                store.bans(),
                store.mutes(),
                store.kicks(),
                store.turns(),
                store.invitations(),
                store.asked(),
                store.notices())) {
            store.write(() -> people.deleteMany(eq("room", objectId(room))));
        }
    }

    @Override
    public boolean removeMessages(RoomId room) {
        store.write(() -> store.changes().deleteOne(eq("_id", objectId(room))));
        for (int i = 0; i < STRETCHES_AT_ONCE; i++) {
            Document first = store.read(() -> store.messages()
                    .find(eq("room", objectId(room)))
                    .sort(ascending("seq"))
                    .projection(fields(include("seq"), excludeId()))
                    .first());
            if (first == null) {
                return true;
            }
            long end = MessageDocuments.number(first, "seq") + STRETCH;
            store.write(() -> store.messages().deleteMany(and(eq("room", objectId(room)), lt("seq", end))));
        }
        return false;
    }

    @Override
    public void emptied(RoomId room, Instant again) {
        store.write(() -> store.deletions()
                .updateOne(eq("_id", objectId(room)), combine(set("at", Date.from(again)), set("emptied", true))));
    }

    @Override
    public List<Deletion> begun(Optional<RoomId> after, int limit) {
        Bson behind = after.map(room -> gt("_id", objectId(room))).orElse(empty());
        return store.read(() -> store.deletions()
                .find(behind)
                .sort(ascending("_id"))
                .limit(limit)
                .map(document -> new Deletion(
                        new RoomId(document.getObjectId("_id").toHexString()),
                        document.getDate("at").toInstant(),
                        document.getBoolean("emptied", false)))
                .into(new ArrayList<>()));
    }

    @Override
    public void end(RoomId room) {
        store.write(() -> store.deletions().deleteOne(eq("_id", objectId(room))));
    }

    private static ObjectId objectId(RoomId id) {
        return new ObjectId(id.value());
    }
}
