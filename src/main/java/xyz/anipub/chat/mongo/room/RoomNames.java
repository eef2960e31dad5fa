package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomNameTakenException;
import xyz.anipub.store.MongoFailures;
import xyz.anipub.text.mongo.TakenNames;

/** The names of rooms in {@code room_names}, so that no two rooms look alike; see {@link TakenNames}. */
@SingletonBean
public class RoomNames {

    private final ChatStore store;
    private final TakenNames names;

    @Inject
    public RoomNames(ChatStore store) {
        this.store = store;
        MongoCollection<Document> looks = store.roomNames();
        this.names = new TakenNames(looks, store::rooms);
    }

    /**
     * Stores a room under a name.
     *
     * @throws RoomNameTakenException if another room's name is the same or looks like it
     */
    <T> T taking(String name, RoomId room, Supplier<T> write) {
        ObjectId owner = objectId(room);
        Optional<Set<String>> claimed = store.write(() -> names.claim(name, owner));
        if (claimed.isEmpty()) {
            throw new RoomNameTakenException();
        }
        try {
            return store.write(() -> unlessTaken(write));
        } catch (RoomNameTakenException refusal) {
            store.write(() -> {
                names.giveBack(claimed.get(), owner);
                return true;
            });
            throw refusal;
        }
    }

    /**
     * Gives a room another name; its former is free then.
     *
     * @param write changes the room, and answers with it unless there is none
     * @throws RoomNameTakenException if another room's name is the same or looks like it
     */
    Optional<Room> changing(RoomId room, String name, Supplier<Optional<Room>> write) {
        Optional<String> former = store.read(() -> Optional.ofNullable(
                        store.rooms().find(eq("_id", objectId(room))).first())
                .map(found -> found.getString("name")));
        // One that was like another's in an older store stays as it is.
        if (former.isEmpty() || former.get().equals(name)) {
            return store.write(() -> unlessTaken(write));
        }
        Optional<Room> changed = taking(name, room, write);
        leave(room, former.get(), name);
        return changed;
    }

    /** Frees the name that a room had. */
    void leave(RoomId room, String name, String successor) {
        store.write(() -> {
            names.giveBack(name, successor, objectId(room));
            return true;
        });
    }

    private static <T> T unlessTaken(Supplier<T> write) {
        try {
            return write.get();
        } catch (MongoException refusal) {
            if (MongoFailures.isDuplicate(refusal)) {
                throw new RoomNameTakenException();
            }
            throw refusal;
        }
    }

    /**
     * Goes on with what an older version did not know of names.
     *
     * @return whether there is more
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next call does what was left
     */
    public boolean complete() {
        return store.write(names::complete);
    }

    private static ObjectId objectId(RoomId room) {
        return new ObjectId(room.value());
    }
}
