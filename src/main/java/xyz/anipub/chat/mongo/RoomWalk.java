package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.chat.RoomId;

/** All rooms, some at a time, and stretches of each, for what no index finds. */
final class RoomWalk {

    /** Below all ids. */
    static final ObjectId LOWEST = new ObjectId("0".repeat(24));

    private RoomWalk() {}

    /**
     * What is looked for in a stretch of a room.
     *
     * @param after the seq behind which it begins
     * @param upTo the last seq
     */
    static Bson stretch(RoomId room, long after, long upTo, Bson... which) {
        List<Bson> all =
                new ArrayList<>(List.of(eq("room", new ObjectId(room.value())), gt("seq", after), lte("seq", upTo)));
        all.addAll(List.of(which));
        return and(all);
    }

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
