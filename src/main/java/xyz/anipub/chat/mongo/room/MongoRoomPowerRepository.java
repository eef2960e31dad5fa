package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.direct.DirectKey;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPower;
import xyz.anipub.chat.power.RoomPowerRepository;

/** Who has which power in a room: its policy in {@code rooms}, moderators in {@code memberships}, {@code mutes} and {@code bans}. */
@SingletonBean
public class MongoRoomPowerRepository implements RoomPowerRepository {

    static final String ROLE = "role";

    private final ChatStore store;

    @Inject
    public MongoRoomPowerRepository(ChatStore store) {
        this.store = store;
    }

    @Override
    public Optional<RoomPower> find(RoomId room) {
        ObjectId id = new ObjectId(room.value());
        return store.read(() -> Optional.ofNullable(store.rooms()
                        .find(eq("_id", id))
                        .projection(fields(PolicyDocuments.FIELDS, include(MongoDirectRepository.PEOPLE)))
                        .first()))
                .map(document -> power(id, PolicyDocuments.policy(document), people(document)));
    }

    private static Optional<String> people(Document room) {
        return Optional.ofNullable(room.getString(MongoDirectRepository.PEOPLE));
    }

    private RoomPower power(ObjectId room, RoomPolicy policy, Optional<String> people) {
        return policy.isDirect()
                ? direct(room, policy, people)
                : new RoomPower(
                        policy,
                        moderators(room),
                        store.read(() -> restricted(store.mutes(), room)),
                        store.read(() -> restricted(store.bans(), room)));
    }

    /** A group of whom two are left is not theirs: its key was that of all, and is gone. */
    private RoomPower direct(ObjectId room, RoomPolicy policy, Optional<String> key) {
        List<ObjectId> people = store.read(() -> store.memberships()
                .find(eq("room", room))
                .projection(fields(include("user"), excludeId()))
                .limit(3)
                .map(membership -> membership.getObjectId("user"))
                .into(new ArrayList<>()));
        List<UserId> users =
                people.stream().map(id -> new UserId(id.toHexString())).toList();
        boolean isPair =
                people.size() == 2 && key.equals(Optional.of(DirectKey.of(users).text()));
        boolean isBlocked = isPair
                && store.read(() -> store.blocks()
                                        .find(and(in("user", people), in("blocked", people)))
                                        .limit(1)
                                        .into(new ArrayList<>()))
                                .size()
                        > 0;
        Map<UserId, Instant> unreachable = isBlocked
                ? users.stream().collect(Collectors.toMap(Function.identity(), user -> Instant.MAX))
                : Map.of();
        return new RoomPower(policy, Set.of(), unreachable, Map.of(), isPair ? Set.copyOf(users) : Set.of());
    }

    private Set<UserId> moderators(ObjectId room) {
        return store.read(() -> store.memberships()
                .find(and(eq("room", room), eq(ROLE, Role.MODERATOR.text())))
                .projection(fields(include("user"), excludeId()))
                .map(membership -> user(membership))
                .into(new HashSet<>()));
    }

    private static Map<UserId, Instant> restricted(MongoCollection<Document> restrictions, ObjectId room) {
        Map<UserId, Instant> until = new HashMap<>();
        restrictions
                .find(eq("room", room))
                .projection(fields(include("user", "until"), excludeId()))
                .into(new ArrayList<>())
                .forEach(each -> until.put(user(each), until(each)));
        return until;
    }

    private static Instant until(Document restriction) {
        Date until = restriction.getDate("until");
        return until == null ? Instant.MAX : until.toInstant();
    }

    private static UserId user(Document document) {
        return new UserId(document.getObjectId("user").toHexString());
    }
}
