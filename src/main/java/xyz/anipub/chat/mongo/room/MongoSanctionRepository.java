package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.power.Sanction;
import xyz.anipub.chat.power.SanctionRepository;
import xyz.anipub.store.MongoFailures;

/** {@code bans}, {@code mutes} and {@code kicks}: {@code {room, user, until?, reason, by, at}}. */
@SingletonBean
public class MongoSanctionRepository implements SanctionRepository {

    private static final String UNTIL = "until";

    private final ChatStore store;

    @Inject
    public MongoSanctionRepository(ChatStore store) {
        this.store = store;
    }

    @Override
    public void put(Sanction.Kind kind, Sanction sanction) {
        makeRoom(kind, sanction);
        try {
            replace(kind, sanction);
        } catch (MongoException race) {
            if (!MongoFailures.isDuplicate(race)) {
                throw race;
            }
            // Two upserts met: the other one has inserted, so this one replaces now.
            replace(kind, sanction);
        }
    }

    /** What is over goes. */
    private void makeRoom(Sanction.Kind kind, Sanction sanction) {
        List<Sanction> others = inRoom(kind, sanction.room()).stream()
                .filter(each -> !each.user().equals(sanction.user()))
                .toList();
        List<ObjectId> over = others.stream()
                .filter(each -> !each.holds(sanction.at()))
                .map(each -> id(each.user()))
                .toList();
        if (!over.isEmpty()) {
            // Not if it was renewed meanwhile.
            Bson isOver = and(exists(UNTIL), not(gt(UNTIL, Date.from(sanction.at()))));
            store.write(() -> of(kind).deleteMany(and(eq("room", id(sanction.room())), in("user", over), isOver)));
        }
        if (others.size() - over.size() >= Sanction.MAX_IN_ROOM) {
            throw new ChatException(
                    ErrorCode.CONFLICT,
                    "This room has %d of these, as many as it can have.".formatted(Sanction.MAX_IN_ROOM));
        }
    }

    private List<Sanction> inRoom(Sanction.Kind kind, RoomId room) {
        return store.read(() -> of(kind).find(eq("room", id(room)))
                .sort(ascending("user"))
                .map(MongoSanctionRepository::sanction)
                .into(new ArrayList<>()));
    }

    private void replace(Sanction.Kind kind, Sanction sanction) {
        store.write(() -> of(kind).replaceOne(
                        one(sanction.room(), sanction.user()), document(sanction), new ReplaceOptions().upsert(true)));
    }

    @Override
    public boolean remove(Sanction.Kind kind, RoomId room, UserId user) {
        return store.write(() -> of(kind).deleteOne(one(room, user))).getDeletedCount() > 0;
    }

    @Override
    public Optional<Sanction> find(Sanction.Kind kind, RoomId room, UserId user, Instant now) {
        return store.read(
                        () -> Optional.ofNullable(of(kind).find(one(room, user)).first()))
                .map(MongoSanctionRepository::sanction)
                .filter(sanction -> sanction.holds(now));
    }

    @Override
    public Set<RoomId> bannedFrom(Collection<RoomId> rooms, UserId user, Instant now) {
        List<ObjectId> ids = rooms.stream().map(MongoSanctionRepository::id).toList();
        return store
                .read(() -> store.bans()
                        .find(and(in("room", ids), eq("user", id(user))))
                        .map(MongoSanctionRepository::sanction)
                        .into(new ArrayList<>()))
                .stream()
                .filter(ban -> ban.holds(now))
                .map(Sanction::room)
                .collect(Collectors.toSet());
    }

    @Override
    public List<Sanction> all(Sanction.Kind kind, RoomId room, Instant now) {
        return inRoom(kind, room).stream().filter(each -> each.holds(now)).toList();
    }

    @Override
    public void endInvitations(RoomId room, UserId by) {
        Bson made = and(eq("room", id(room)), eq("by", id(by)));
        store.write(() -> store.invitations().deleteMany(made));
        store.write(() -> store.asked().deleteMany(and(made, eq("state", "pending"))));
    }

    private MongoCollection<Document> of(Sanction.Kind kind) {
        return switch (kind) {
            case BAN -> store.bans();
            case MUTE -> store.mutes();
            case KICK -> store.kicks();
        };
    }

    private static Bson one(RoomId room, UserId user) {
        return RoomMembers.membership(room, user);
    }

    private static Document document(Sanction sanction) {
        Document document = RoomMembers.membership(sanction.room(), sanction.user())
                .append("reason", sanction.reason())
                .append("by", id(sanction.by()))
                .append("at", Date.from(sanction.at()));
        return sanction.until().equals(Instant.MAX) ? document : document.append(UNTIL, Date.from(sanction.until()));
    }

    private static Sanction sanction(Document document) {
        Date until = document.getDate(UNTIL);
        return new Sanction(
                new RoomId(document.getObjectId("room").toHexString()),
                new UserId(document.getObjectId("user").toHexString()),
                until == null ? Instant.MAX : until.toInstant(),
                document.getString("reason"),
                new UserId(document.getObjectId("by").toHexString()),
                document.getDate("at").toInstant());
    }

    private static ObjectId id(RoomId room) {
        return new ObjectId(room.value());
    }

    private static ObjectId id(UserId user) {
        return new ObjectId(user.value());
    }
}
