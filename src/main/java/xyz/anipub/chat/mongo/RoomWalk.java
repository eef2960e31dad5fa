package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.types.ObjectId;
import xyz.anipub.chat.RoomId;

/** All rooms, some at a time, for what is looked for in each. */
final class RoomWalk {

    private static final ObjectId LOWEST = new ObjectId("0".repeat(24));

    private RoomWalk() {}

    /** Rooms in the order of their ids. @param after the last of those that were read before */
    static List<RoomId> rooms(ChatStore store, Optional<RoomId> after, int limit) {
        ObjectId last = after.map(room -> new ObjectId(room.value())).orElse(LOWEST);
        return store.read(() -> store.rooms()
                .find(gt("_id", last))
                .sort(ascending("_id"))
                .limit(limit)
                .projection(include("_id"))
                .map(room -> new RoomId(room.getObjectId("_id").toHexString()))
                .into(new ArrayList<>()));
    }
}
