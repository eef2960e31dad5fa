package xyz.anipub.chat.mongo.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoException;
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
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.invite.Asked;
import xyz.anipub.chat.invite.AskedRepository;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.store.MongoFailures;

/**
 * Who was asked into which room, in {@code asked}: {@code {room, user, by, at, state, answeredAt?}}, unique by room and user. An answer
 * stays, so that it is known who declined lately and whom somebody has asked in the last hour.
 */
@SingletonBean
public class MongoAskedRepository implements AskedRepository {

    private static final String ROOM = "room";
    private static final String USER = "user";
    private static final String BY = "by";
    private static final String AT = "at";
    private static final String STATE = "state";
    private static final String ANSWERED = "answeredAt";

    private static final String PENDING = "pending";
    private static final String ACCEPTED = "accepted";
    private static final String DECLINED = "declined";

    private final ChatStore store;

    @Inject
    public MongoAskedRepository(ChatStore store) {
        this.store = store;
    }

    private MongoCollection<Document> asked() {
        return store.asked();
    }

    @Override
    public Outcome ask(Asked asking, Instant declinedBefore) {
        Bson accepted = eq(STATE, ACCEPTED);
        Bson declined = and(eq(STATE, DECLINED), lte(ANSWERED, Date.from(declinedBefore)));
        Document mayBeAsked = of(asking.room(), asking.user()).append("$or", List.of(accepted, declined));
        Bson pending = combine(set(BY, objectId(asking.by())), set(AT, Date.from(asking.at())), set(STATE, PENDING));
        try {
            // Of who may not be asked again it would insert a second one, which the unique index refuses.
            store.write(() -> asked().updateOne(mayBeAsked, pending, new UpdateOptions().upsert(true)));
            return Outcome.ASKED;
        } catch (MongoException refusal) {
            if (!MongoFailures.isDuplicate(refusal)) {
                throw refusal;
            }
            return find(asking.room(), asking.user()).isPresent() ? Outcome.PENDING : Outcome.DECLINED;
        }
    }

    @Override
    public void takeBack(Asked asking) {
        store.write(() -> asked().deleteOne(
                        and(of(asking.room(), asking.user()), eq(BY, objectId(asking.by())), eq(STATE, PENDING))));
    }

    @Override
    public Optional<Asked> find(RoomId room, UserId user) {
        return store.read(() -> Optional.ofNullable(
                        asked().find(and(of(room, user), eq(STATE, PENDING))).first())
                .map(MongoAskedRepository::asked));
    }

    @Override
    public Optional<Asked> answer(RoomId room, UserId user, boolean accepted, Instant now) {
        Bson answer = combine(set(STATE, accepted ? ACCEPTED : DECLINED), set(ANSWERED, Date.from(now)));
        return store.write(
                () -> Optional.ofNullable(asked().findOneAndUpdate(and(of(room, user), eq(STATE, PENDING)), answer))
                        .map(MongoAskedRepository::asked));
    }

    @Override
    public List<Asked> pending(UserId user, int limit) {
        return store.read(() -> asked().find(and(eq(USER, objectId(user)), eq(STATE, PENDING)))
                .sort(descending(AT))
                .limit(limit)
                .map(MongoAskedRepository::asked)
                .into(new ArrayList<>()));
    }

    @Override
    public long countPending(UserId user) {
        return store.read(() -> asked().countDocuments(and(eq(USER, objectId(user)), eq(STATE, PENDING))));
    }

    @Override
    public long countBy(UserId by, Instant since) {
        return store.read(() -> asked().countDocuments(and(eq(BY, objectId(by)), gte(AT, Date.from(since)))));
    }

    private static Asked asked(Document document) {
        return new Asked(
                new RoomId(document.getObjectId(ROOM).toHexString()),
                new UserId(document.getObjectId(USER).toHexString()),
                new UserId(document.getObjectId(BY).toHexString()),
                document.getDate(AT).toInstant());
    }

    private static Document of(RoomId room, UserId user) {
        return new Document(ROOM, new ObjectId(room.value())).append(USER, objectId(user));
    }

    private static ObjectId objectId(UserId id) {
        return new ObjectId(id.value());
    }
}
