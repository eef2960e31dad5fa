package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoException;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.direct.DirectKey;
import xyz.anipub.chat.direct.DirectRepository;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.room.Room;
import xyz.anipub.store.MongoFailures;
import xyz.anipub.text.mongo.TakenNames;

/**
 * Direct rooms in {@code rooms}: the key of those who talk there is in {@code people}, and stands for a name, so that there is one
 * of the same people; what is hidden, in {@code hiddenUpTo} of memberships.
 */
@SingletonBean
public class MongoDirectRepository implements DirectRepository {

    static final String PEOPLE = "people";
    private static final String HIDDEN = "hiddenUpTo";

    private final ChatStore store;

    @Inject
    public MongoDirectRepository(ChatStore store) {
        this.store = store;
    }

    @Override
    public Optional<Room> find(DirectKey key) {
        return store.read(() -> Optional.ofNullable(store.rooms()
                        .find(eq(RoomDocuments.NAME_KEY, nameKey(key)))
                        .first())
                .map(RoomDocuments::room));
    }

    @Override
    public boolean create(Room room, DirectKey key) {
        try {
            store.write(() -> store.rooms()
                    .insertOne(RoomDocuments.of(room)
                            .append(PEOPLE, key.text())
                            .append(RoomDocuments.NAME_KEY, nameKey(key))));
            return true;
        } catch (MongoException refusal) {
            if (MongoFailures.isDuplicate(refusal)) {
                return false;
            }
            throw refusal;
        }
    }

    /** That no name has. */
    private static String nameKey(DirectKey key) {
        return TakenNames.UNNAMED + key.text();
    }

    @Override
    public void hide(RoomId room, UserId user, long seq) {
        store.write(() -> store.memberships().updateOne(RoomMembers.membership(room, user), set(HIDDEN, seq)));
    }

    @Override
    public boolean show(RoomId room, UserId user) {
        return store.write(() -> store.memberships()
                        .updateOne(RoomMembers.membership(room, user), unset(HIDDEN))
                        .getModifiedCount()
                > 0);
    }

    @Override
    public Map<RoomId, Long> hidden(UserId user, Collection<RoomId> rooms) {
        Map<RoomId, Long> hidden = new HashMap<>();
        if (!rooms.isEmpty()) {
            store.read(() -> store.memberships()
                            .find(and(
                                    eq("user", new ObjectId(user.value())),
                                    in(
                                            "room",
                                            rooms.stream()
                                                    .map(room -> new ObjectId(room.value()))
                                                    .toList())))
                            .projection(include("room", HIDDEN))
                            .into(new ArrayList<>()))
                    .forEach(membership -> {
                        if (membership.get(HIDDEN) instanceof Number upTo) {
                            hidden.put(new RoomId(membership.getObjectId("room").toHexString()), upTo.longValue());
                        }
                    });
        }
        return hidden;
    }
}
