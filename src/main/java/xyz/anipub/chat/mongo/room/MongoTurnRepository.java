package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoException;
import com.mongodb.client.model.UpdateOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.power.TurnRepository;
import xyz.anipub.store.MongoFailures;

/**
 * The last turn of each person in each slow room, in {@code turns}: {@code {room, user, at, message, client?}}, unique by room and user.
 * Not in the membership, which whoever leaves and comes back gets anew. All go with their room.
 */
@SingletonBean
public class MongoTurnRepository implements TurnRepository {

    private static final String AT = "at";
    private static final String MESSAGE = "message";
    private static final String CLIENT = "client";

    /** A turn that is in the way and gone when it is looked at was given back; not so often in a row. */
    private static final int ATTEMPTS = 5;

    private final ChatStore store;

    @Inject
    public MongoTurnRepository(ChatStore store) {
        this.store = store;
    }

    @Override
    public Optional<Turn> take(Turn turn, Duration interval) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (isTaken(turn, interval)) {
                return Optional.empty();
            }
            Optional<Turn> last = last(turn);
            if (last.isPresent()) {
                return last;
            }
        }
        throw new UnavailableException("Somebody posts as you do at the same moment: try again.");
    }

    private boolean isTaken(Turn turn, Duration interval) {
        Bson free = and(mine(turn), lte(AT, Date.from(turn.at().minus(interval))));
        try {
            // While another is in the way it would insert a second one, which the unique index refuses.
            store.write(() -> store.turns().updateOne(free, taken(turn), new UpdateOptions().upsert(true)));
            return true;
        } catch (MongoException refusal) {
            if (!MongoFailures.isDuplicate(refusal)) {
                throw refusal;
            }
            return false;
        }
    }

    /** Empty if it was given back meanwhile. */
    private Optional<Turn> last(Turn turn) {
        return store.read(
                        () -> Optional.ofNullable(store.turns().find(mine(turn)).first()))
                .map(found -> new Turn(
                        turn.room(),
                        turn.user(),
                        new MessageId(found.getObjectId(MESSAGE).toHexString()),
                        Optional.ofNullable(found.getString(CLIENT)),
                        found.getDate(AT).toInstant()));
    }

    @Override
    public boolean replace(Turn last, Turn turn) {
        return store.write(() -> store.turns().updateOne(is(last), taken(turn))).getMatchedCount() > 0;
    }

    @Override
    public void giveBack(Turn turn) {
        store.write(() -> store.turns().deleteOne(is(turn)));
    }

    @Override
    public void removeBefore(Instant time) {
        store.write(() -> store.turns().deleteMany(lt(AT, Date.from(time))));
    }

    private static Document mine(Turn turn) {
        return RoomMembers.membership(turn.room(), turn.user());
    }

    private static Bson is(Turn turn) {
        return and(mine(turn), eq(MESSAGE, new ObjectId(turn.message().value())));
    }

    private static Bson taken(Turn turn) {
        return combine(
                set(AT, Date.from(turn.at())),
                set(MESSAGE, new ObjectId(turn.message().value())),
                turn.clientId().map(id -> set(CLIENT, id)).orElse(unset(CLIENT)));
    }
}
