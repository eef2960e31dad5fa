package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Projections;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.power.TurnRepository;

/** The last turn of each member, in {@code memberships}: {@code turnAt}, {@code turnMessage}, {@code turnClient?}. */
@SingletonBean
public class MongoTurnRepository implements TurnRepository {

    private static final String AT = "turnAt";
    private static final String MESSAGE = "turnMessage";
    private static final String CLIENT = "turnClient";

    private final ChatStore store;

    @Inject
    public MongoTurnRepository(ChatStore store) {
        this.store = store;
    }

    @Override
    public Optional<Turn> take(Turn turn, Duration interval) {
        List<Bson> free = new ArrayList<>(
                List.of(exists(AT, false), lte(AT, Date.from(turn.at().minus(interval)))));
        turn.clientId().ifPresent(same -> free.add(eq(CLIENT, same)));
        return update(and(membership(turn), or(free)), taken(turn)) ? Optional.empty() : last(turn);
    }

    /** Empty as well if it was given back meanwhile, or the membership has ended: the turn is nobody's then. */
    private Optional<Turn> last(Turn turn) {
        return store.read(() -> Optional.ofNullable(store.memberships()
                        .find(membership(turn))
                        .projection(Projections.include(AT, MESSAGE, CLIENT))
                        .first()))
                .filter(found -> found.containsKey(AT))
                .map(found -> new Turn(
                        turn.room(),
                        turn.user(),
                        new MessageId(found.getObjectId(MESSAGE).toHexString()),
                        Optional.ofNullable(found.getString(CLIENT)),
                        found.getDate(AT).toInstant()));
    }

    @Override
    public boolean replace(Turn last, Turn turn) {
        return update(and(membership(turn), is(last)), taken(turn));
    }

    @Override
    public void giveBack(Turn turn) {
        update(and(membership(turn), is(turn)), combine(unset(AT), unset(MESSAGE), unset(CLIENT)));
    }

    private boolean update(Bson filter, Bson change) {
        return store.write(() -> store.memberships().updateOne(filter, change)).getMatchedCount() > 0;
    }

    private static Document membership(Turn turn) {
        return RoomMembers.membership(turn.room(), turn.user());
    }

    private static Bson is(Turn turn) {
        return eq(MESSAGE, new ObjectId(turn.message().value()));
    }

    private static Bson taken(Turn turn) {
        return combine(
                set(AT, Date.from(turn.at())),
                set(MESSAGE, new ObjectId(turn.message().value())),
                turn.clientId().map(id -> set(CLIENT, id)).orElse(unset(CLIENT)));
    }
}
