package xyz.anipub.chat.mongo.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.size;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.invite.Invitation;
import xyz.anipub.chat.invite.InvitationRepository;
import xyz.anipub.chat.mongo.ChatStore;

/**
 * Invitations in {@code invitations}: {@code {hash, room, by, createdAt, expiresAt, usesLeft?, takenAt?, ahead?}}, unique by {@code hash}; {@code ahead} are the users who have
 * taken one of its uses and not come in yet. Those that have
 * ended go when the room gets another, and all with their room.
 */
@SingletonBean
public class MongoInvitationRepository implements InvitationRepository {

    private static final String ID = "_id";
    private static final String ROOM = "room";
    private static final String EXPIRES = "expiresAt";
    private static final String USES_LEFT = "usesLeft";
    private static final String TAKEN = "takenAt";
    private static final String AHEAD = "ahead";

    /** Longer than it takes to come in by one. */
    private static final Duration COMING_IN = Duration.ofMinutes(5);

    private final ChatStore store;

    @Inject
    public MongoInvitationRepository(ChatStore store) {
        this.store = store;
    }

    private MongoCollection<Document> invitations() {
        return store.invitations();
    }

    @Override
    public Invitation add(RoomId room, UserId by, String hash, Instant now, Instant expiresAt, OptionalInt uses) {
        // Whoever has taken the last use looks afterwards whether it is still there.
        Bson nobodyComes = or(exists(AHEAD, false), size(AHEAD, 0));
        Bson usedUp = and(eq(USES_LEFT, 0), lte(TAKEN, Date.from(now.minus(COMING_IN))), nobodyComes);
        Bson ended = or(lte(EXPIRES, Date.from(now)), usedUp);
        store.write(() -> invitations().deleteMany(and(eq(ROOM, objectId(room.value())), ended)));
        Document document = new Document(ID, new ObjectId())
                .append("hash", hash)
                .append(ROOM, objectId(room.value()))
                .append("by", objectId(by.value()))
                .append("createdAt", Date.from(now))
                .append(EXPIRES, Date.from(expiresAt));
        uses.ifPresent(count -> document.append(USES_LEFT, count));
        store.write(() -> invitations().insertOne(document));
        return invitation(document);
    }

    @Override
    public List<Invitation> of(RoomId room, Instant now) {
        List<Invitation> all = store.read(() -> invitations()
                .find(eq(ROOM, objectId(room.value())))
                .sort(descending(ID))
                .map(MongoInvitationRepository::invitation)
                .into(new ArrayList<>()));
        return all.stream().filter(each -> isGood(each, now)).toList();
    }

    @Override
    public boolean remove(RoomId room, String id) {
        return ObjectId.isValid(id)
                && store.write(() -> invitations()
                                        .deleteOne(and(eq(ID, objectId(id)), eq(ROOM, objectId(room.value())))))
                                .getDeletedCount()
                        > 0;
    }

    @Override
    public Optional<Invitation> find(String hash, Instant now) {
        return store.read(() ->
                        Optional.ofNullable(invitations().find(eq("hash", hash)).first()))
                .map(MongoInvitationRepository::invitation)
                .filter(each -> isGood(each, now));
    }

    private static boolean isGood(Invitation invitation, Instant now) {
        return now.isBefore(invitation.expiresAt()) && invitation.usesLeft().orElse(1) > 0;
    }

    @Override
    public boolean take(Invitation invitation, Instant now) {
        return take(invitation, now, inc(USES_LEFT, -1));
    }

    @Override
    public boolean takeAhead(Invitation invitation, UserId user, Instant now) {
        return take(invitation, now, combine(inc(USES_LEFT, -1), push(AHEAD, objectId(user.value()))));
    }

    private boolean take(Invitation invitation, Instant now, Bson taking) {
        if (invitation.usesLeft().isEmpty()) {
            return isGood(invitation, now);
        }
        return store.write(() -> invitations()
                                .updateOne(
                                        and(
                                                eq(ID, objectId(invitation.id())),
                                                gt(USES_LEFT, 0),
                                                gt(EXPIRES, Date.from(now))),
                                        combine(taking, set(TAKEN, Date.from(now)))))
                        .getMatchedCount()
                > 0;
    }

    @Override
    public Optional<Invitation> findOwn(String hash, UserId user, Instant now) {
        return store.read(() -> Optional.ofNullable(invitations()
                        .find(and(eq("hash", hash), eq(AHEAD, objectId(user.value()))))
                        .first()))
                .map(MongoInvitationRepository::invitation)
                .filter(each -> now.isBefore(each.expiresAt()));
    }

    @Override
    public boolean takeOwn(Invitation invitation, UserId user, Instant now) {
        ObjectId who = objectId(user.value());
        // Looked for so long after the last use was taken.
        Bson using = combine(pull(AHEAD, who), set(TAKEN, Date.from(now)));
        return invitation.usesLeft().isPresent()
                && store.write(() -> invitations()
                                        .updateOne(
                                                and(
                                                        eq(ID, objectId(invitation.id())),
                                                        eq(AHEAD, who),
                                                        gt(EXPIRES, Date.from(now))),
                                                using))
                                .getMatchedCount()
                        > 0;
    }

    @Override
    public void giveBackOwn(Invitation invitation, UserId user) {
        store.write(() ->
                invitations().updateOne(eq(ID, objectId(invitation.id())), addToSet(AHEAD, objectId(user.value()))));
    }

    @Override
    public void giveBackAhead(String hash, UserId user) {
        ObjectId who = objectId(user.value());
        store.write(() -> invitations()
                .updateOne(and(eq("hash", hash), eq(AHEAD, who)), combine(pull(AHEAD, who), inc(USES_LEFT, 1))));
    }

    @Override
    public boolean isKept(Invitation invitation) {
        return store.read(() -> invitations()
                        .find(eq(ID, objectId(invitation.id())))
                        .projection(include(ID))
                        .first())
                != null;
    }

    @Override
    public void giveBack(Invitation invitation) {
        if (invitation.usesLeft().isPresent()) {
            store.write(() -> invitations().updateOne(eq(ID, objectId(invitation.id())), inc(USES_LEFT, 1)));
        }
    }

    private static Invitation invitation(Document document) {
        return new Invitation(
                document.getObjectId(ID).toHexString(),
                new RoomId(document.getObjectId(ROOM).toHexString()),
                new UserId(document.getObjectId("by").toHexString()),
                document.getDate("createdAt").toInstant(),
                document.getDate(EXPIRES).toInstant(),
                document.get(USES_LEFT) instanceof Number left ? OptionalInt.of(left.intValue()) : OptionalInt.empty());
    }

    private static ObjectId objectId(String id) {
        return new ObjectId(id);
    }
}
