package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.EchoRepository;
import xyz.anipub.chat.message.MessageRules;

/** Echoes in {@code echoes}; every claim is one update that leaves its ticket. */
@ApplicationScoped
class MongoEchoRepository implements EchoRepository {

    private static final Bson OLDEST_FIRST = ascending("at", "_id");

    /** Rooms that are asked about in one question. */
    private static final int MAX_TOGETHER = 16;

    private final ChatStore store;
    private final MessageRules rules;
    private final Coalescer<Senders, Set<Awaited>> awaited = new Coalescer<>(this::awaited, MAX_TOGETHER);

    /** Who emits in a room. */
    private record Senders(RoomId room, Set<UserId> users) {

        Bson filter() {
            List<ObjectId> ids =
                    users.stream().map(sender -> new ObjectId(sender.value())).toList();
            return and(
                    eq("room", new ObjectId(room.value())),
                    ids.size() == 1 ? eq("sender", ids.get(0)) : in("sender", ids),
                    eq("echoed", false));
        }
    }

    /** Whose entries may be too many, since the last second's deletion; one it fails on is forgotten until it grows again. */
    private final Set<Owner> grown = ConcurrentHashMap.newKeySet();

    @Inject
    MongoEchoRepository(ChatStore store, MessageRules rules) {
        this.store = store;
        this.rules = rules;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MongoEchoRepository() {
        this(null, null);
    }

    @Override
    public void add(List<Echo> echoes) {
        store.write(() -> store.echoes()
                .insertMany(echoes.stream().map(MessageDocuments::of).toList()));
        echoes.forEach(echo -> grown.add(new Owner(echo.room(), echo.sender())));
    }

    @Override
    public Set<Awaited> awaited(RoomId room, Set<UserId> senders) {
        return awaited.ask(new Senders(room, senders));
    }

    private List<Set<Awaited>> awaited(List<Senders> asked) {
        Bson filter = asked.size() == 1
                ? asked.get(0).filter()
                : or(asked.stream().map(Senders::filter).toList());
        Map<RoomId, Set<Awaited>> found = new HashMap<>();
        store.read(() -> store.echoes()
                        .find(filter)
                        .projection(include("room", "sender", "content"))
                        .into(new ArrayList<>()))
                .forEach(echo -> found.computeIfAbsent(
                                new RoomId(echo.getObjectId("room").toHexString()), room -> new HashSet<>())
                        .add(new Awaited(
                                new UserId(echo.getObjectId("sender").toHexString()), echo.getString("content"))));
        return asked.stream()
                .map(each -> found.getOrDefault(each.room(), Set.of()))
                .toList();
    }

    @Override
    public List<Echo> awaitedSince(Instant time) {
        return store.read(() -> store.echoes()
                .find(and(in("announced", true, false), gt("at", Date.from(time)), eq("echoed", false)))
                .map(MessageDocuments::echo)
                .into(new ArrayList<>()));
    }

    /** Above the bound the oldest announced entries go; one that waits to be announced goes only after that. */
    private void giveWay(Owner owner) {
        store.write(() -> {
            List<ObjectId> tooMany = store.echoes()
                    .find(and(
                            eq("room", new ObjectId(owner.room().value())),
                            eq("sender", new ObjectId(owner.sender().value()))))
                    .sort(descending("at", "_id"))
                    .skip(rules.maxEchoes())
                    .map(document -> document.getObjectId("_id"))
                    .into(new ArrayList<>());
            return tooMany.isEmpty()
                    || store.echoes()
                            .deleteMany(and(in("_id", tooMany), eq("announced", true)))
                            .wasAcknowledged();
        });
    }

    @Override
    public Optional<Claim> claimByContent(RoomId room, UserId sender, String content, String ticket) {
        return claim(and(of(room, sender), eq("content", content), eq("echoed", false)), ticket);
    }

    @Override
    public Optional<Claim> claimById(RoomId room, UserId sender, MessageId message, String ticket) {
        Bson named = and(eq("_id", new ObjectId(message.value())), of(room, sender));
        Optional<Claim> claim = claim(and(named, eq("echoed", false)), ticket);
        if (claim.isPresent()) {
            return claim;
        }
        return store.read(() -> store.echoes()
                                .find(named)
                                .projection(include("_id"))
                                .first())
                        == null
                ? Optional.empty()
                : Optional.of(new Claim(message, true));
    }

    private static Bson of(RoomId room, UserId sender) {
        return and(eq("room", new ObjectId(room.value())), eq("sender", new ObjectId(sender.value())));
    }

    private Optional<Claim> claim(Bson filter, String ticket) {
        Document before = store.write(() -> store.echoes()
                .findOneAndUpdate(
                        filter,
                        combine(set("echoed", true), set("announced", true), set("emit", ticket)),
                        new FindOneAndUpdateOptions().sort(OLDEST_FIRST).returnDocument(ReturnDocument.BEFORE)));
        return Optional.ofNullable(before)
                .map(echo -> new Claim(
                        new MessageId(echo.getObjectId("_id").toHexString()), echo.getBoolean("announced", false)));
    }

    /** Who announces without an emit leaves a {@code by}. */
    @Override
    public Optional<Claim> claimed(RoomId room, UserId sender, String ticket) {
        return Optional.ofNullable(store.read(() -> store.echoes()
                        .find(and(of(room, sender), eq("emit", ticket)))
                        .first()))
                .map(echo -> new Claim(new MessageId(echo.getObjectId("_id").toHexString()), echo.containsKey("by")));
    }

    @Override
    public Set<MessageId> claimAnnouncements(List<MessageId> messages, String ticket) {
        List<ObjectId> ids =
                messages.stream().map(id -> new ObjectId(id.value())).toList();
        long claimed = store.write(() -> store.echoes()
                        .updateMany(
                                and(in("_id", ids), eq("announced", false)),
                                combine(set("announced", true), set("by", ticket))))
                .getModifiedCount();
        if (claimed == ids.size()) {
            return new HashSet<>(messages);
        }
        return store.read(() -> store.echoes()
                .find(and(in("_id", ids), eq("by", ticket)))
                .projection(include("_id"))
                .map(document -> new MessageId(document.getObjectId("_id").toHexString()))
                .into(new HashSet<>()));
    }

    @Override
    public void release(MessageId message, String ticket) {
        store.write(() -> store.echoes()
                .updateOne(
                        and(eq("_id", new ObjectId(message.value())), eq("emit", ticket)),
                        combine(set("announced", false), unset("emit"))));
    }

    @Override
    public List<Echo> unannouncedBefore(Instant time, Collection<RoomId> but, int limit) {
        Bson late = and(eq("announced", false), lt("at", Date.from(time)));
        List<ObjectId> rooms =
                but.stream().map(room -> new ObjectId(room.value())).toList();
        return store.read(() -> store.echoes()
                .find(rooms.isEmpty() ? late : and(late, nin("room", rooms)))
                .sort(OLDEST_FIRST)
                .limit(limit)
                .map(MessageDocuments::echo)
                .into(new ArrayList<>()));
    }

    @Override
    public void deleteAnnouncedBefore(Instant time) {
        store.write(() -> store.echoes().deleteMany(and(eq("announced", true), lt("at", Date.from(time)))));
        for (Owner owner : grown) {
            // Before: what is added meanwhile is looked at the next time.
            grown.remove(owner);
            giveWay(owner);
        }
    }

    /** Whose entries are counted together. */
    private record Owner(RoomId room, UserId sender) {}
}
