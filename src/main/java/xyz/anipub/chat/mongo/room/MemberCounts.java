package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.set;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.mongo.ChatStore;

/**
 * Keeps the number of members that stands in each room right: membership and number are two writes, and whatever stops
 * between them leaves the number wrong. Rooms of an older version get one.
 *
 * <p>It walks through all rooms after each start and then every {@value #HOURS} hours, some at a time, beside everything
 * else. A number that differs may only be about to follow: it is set when it differs the same way in the next run as well.
 * Calls must not overlap.
 */
@SingletonBean
public class MemberCounts {

    private static final int SOME = 50;

    private static final int HOURS = 6;

    private static final ObjectId FIRST = new ObjectId("0".repeat(24));

    private final ChatStore store;
    private final Clock clock;
    private ObjectId upTo = FIRST;
    private Instant nextWalk = Instant.MIN;
    private Map<ObjectId, Difference> seen = new HashMap<>();

    /** What stands in the room, if anything, and how many there are. */
    private record Difference(@Nullable Long stored, long actual) {}

    @Inject
    public MemberCounts(ChatStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Goes on by at most {@value #SOME} rooms, and looks again at those that differed the last time.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next call does what was left
     */
    public void repair() {
        Map<ObjectId, Difference> now = new HashMap<>();
        if (!seen.isEmpty()) {
            rooms(in("_id", seen.keySet()), seen.size()).forEach(room -> check(room, now));
        }
        if (!clock.instant().isBefore(nextWalk)) {
            walk(now);
        }
        // Not before: what a call that fails has not looked at would wait for the next walk.
        seen = now;
    }

    private void walk(Map<ObjectId, Difference> now) {
        List<Document> some = rooms(gt("_id", upTo), SOME);
        some.forEach(room -> check(room, now));
        if (some.size() < SOME) {
            upTo = FIRST;
            nextWalk = clock.instant().plus(Duration.ofHours(HOURS));
        } else {
            upTo = some.get(SOME - 1).getObjectId("_id");
        }
    }

    private List<Document> rooms(Bson filter, int limit) {
        return store.read(() -> store.rooms()
                .find(filter)
                .projection(include("memberCount"))
                .sort(ascending("_id"))
                .limit(limit)
                .into(new ArrayList<>()));
    }

    private void check(Document room, Map<ObjectId, Difference> now) {
        ObjectId id = room.getObjectId("_id");
        Long stored = room.get("memberCount") instanceof Number count ? count.longValue() : null;
        long actual = store.read(() -> store.memberships().countDocuments(eq("room", id)));
        if (stored != null && stored == actual) {
            return;
        }
        Difference difference = new Difference(stored, actual);
        if (stored == null || difference.equals(seen.get(id))) {
            Bson unchanged = stored == null ? exists("memberCount", false) : eq("memberCount", stored);
            store.write(() -> store.rooms().updateOne(and(eq("_id", id), unchanged), set("memberCount", actual)));
        }
        now.put(id, difference);
    }
}
