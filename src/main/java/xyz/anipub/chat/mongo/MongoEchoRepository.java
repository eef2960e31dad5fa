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
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static xyz.anipub.chat.mongo.Indexes.OPEN;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.posting.EchoRepository;

/** What awaits an emit, in {@code open} of its message; every claim is one update that leaves its ticket. */
@SingletonBean
public class MongoEchoRepository implements EchoRepository {

    /** Rooms that are asked about in one question. */
    private static final int MAX_TOGETHER = 16;

    /** By how much the clocks of two nodes may differ: an id says when its message was stored, by the clock of whoever stored it. */
    private static final Duration MAX_SKEW = Duration.ofHours(1);

    private final ChatStore store;
    private final MessageReader reader;
    private final Duration lifetime;
    private final FormerEchoes former;
    private final Coalescer<Senders, Set<Awaited>> awaited = new Coalescer<>(this::awaited, MAX_TOGETHER);

    /** Who emits in a room. */
    private record Senders(RoomId room, Set<UserId> users) {

        Bson filter() {
            List<ObjectId> ids =
                    users.stream().map(sender -> new ObjectId(sender.value())).toList();
            return and(
                    eq("room", new ObjectId(room.value())),
                    ids.size() == 1 ? eq("sender", ids.get(0)) : in("sender", ids),
                    OPEN);
        }

        boolean have(Echo echo) {
            return echo.room().equals(room) && users.contains(echo.sender());
        }
    }

    @Inject
    public MongoEchoRepository(ChatStore store, MongoMessageRepository messages, MessageRules rules) {
        this.store = store;
        this.reader = new MessageReader(store);
        this.lifetime = rules.echoLifetime();
        this.former = new FormerEchoes(store, rules.echoLifetime(), messages::find);
    }

    @Override
    public boolean hasFormer(Instant now) {
        return former.areHere(now);
    }

    @Override
    public Set<Awaited> awaited(RoomId room, Set<UserId> senders) {
        Set<Awaited> all = new HashSet<>(awaited.ask(new Senders(room, senders)));
        former.awaited(room, senders).forEach(echo -> all.add(new Awaited(echo.sender(), echo.content())));
        return all;
    }

    private List<Set<Awaited>> awaited(List<Senders> asked) {
        List<Echo> found = find(
                asked.size() == 1
                        ? asked.get(0).filter()
                        : or(asked.stream().map(Senders::filter).toList()));
        return asked.stream()
                .map(each -> found.stream()
                        .filter(each::have)
                        .map(echo -> new Awaited(echo.sender(), echo.content()))
                        .collect(Collectors.toSet()))
                .toList();
    }

    @Override
    public List<Echo> open() {
        Bson all = and(in(MessageDocuments.OPEN_ANNOUNCED, true, false), OPEN);
        return Stream.concat(find(all).stream(), former.open().stream())
                .sorted(Comparator.comparing(Echo::until))
                .toList();
    }

    private List<Echo> find(Bson filter) {
        return store.read(() -> store.messages()
                .find(filter)
                .projection(include("room", "sender", "content", MessageDocuments.OPEN))
                .map(MessageDocuments::echo)
                .into(new ArrayList<>()));
    }

    @Override
    public Optional<Claim> claimByContent(RoomId room, UserId sender, String content, String ticket) {
        return claim(and(of(room, sender), eq("content", content), OPEN), ticket)
                .or(() -> former.claimByContent(room, sender, content, ticket));
    }

    @Override
    public Optional<Claim> claimById(RoomId room, UserId sender, MessageId message, String ticket) {
        return claim(and(eq("_id", objectId(message)), of(room, sender), OPEN), ticket)
                .or(() -> former.claimById(room, sender, message, ticket));
    }

    private static Bson of(RoomId room, UserId sender) {
        return and(eq("room", new ObjectId(room.value())), eq("sender", new ObjectId(sender.value())));
    }

    private Optional<Claim> claim(Bson filter, String ticket) {
        return claimOf(store.write(() -> store.claims()
                .findOneAndUpdate(
                        filter,
                        combine(unset(MessageDocuments.OPEN), set(MessageDocuments.EMIT, ticket)),
                        new FindOneAndUpdateOptions()
                                .sort(ascending(MessageDocuments.OPEN_UNTIL, "seq"))
                                .returnDocument(ReturnDocument.BEFORE))));
    }

    /** Who announces without an emit is in the message: the node that inserted it so, or a ticket. */
    private Optional<Claim> claimOf(@Nullable Document message) {
        return Optional.ofNullable(message)
                .map(found -> new Claim(
                        reader.messages(List.of(found)).get(0),
                        found.containsKey(MessageDocuments.BY) || found.containsKey(MessageDocuments.LATE)));
    }

    @Override
    public Optional<Claim> claimed(RoomId room, UserId sender, String ticket, Instant sent) {
        return claimOf(store.read(() -> store.messages()
                        .find(and(storedLately(sent), of(room, sender), eq(MessageDocuments.EMIT, ticket)))
                        .first()))
                .or(() -> former.claimed(room, sender, ticket));
    }

    /**
     * Ids lie in the order of time, so that only what was stored lately, before that, is looked at; an index would cost each message something
     * for the sake of answers that are lost.
     *
     * @param sent by the clock of the node that claims
     */
    private Bson storedLately(Instant sent) {
        return gt("_id", new ObjectId(Date.from(sent.minus(lifetime).minus(MAX_SKEW))));
    }

    @Override
    public Set<MessageId> claimAnnouncements(List<MessageId> messages, String ticket) {
        Bson named = in("_id", objectIds(messages));
        long claimed = store.write(() -> store.claims()
                        .updateMany(
                                and(named, eq(MessageDocuments.OPEN_ANNOUNCED, false)),
                                combine(
                                        set(MessageDocuments.OPEN_ANNOUNCED, true),
                                        set(MessageDocuments.LATE, ticket))))
                .getModifiedCount();
        if (claimed == messages.size()) {
            return new HashSet<>(messages);
        }
        Set<MessageId> ours = ids(and(named, eq(MessageDocuments.LATE, ticket)));
        ours.addAll(former.claimAnnouncements(messages, ticket));
        return ours;
    }

    @Override
    public List<Echo> unannouncedBefore(Instant until, Collection<RoomId> but, int limit) {
        Bson late = and(
                eq(MessageDocuments.OPEN_ANNOUNCED, false), OPEN, lt(MessageDocuments.OPEN_UNTIL, Date.from(until)));
        List<ObjectId> rooms =
                but.stream().map(room -> new ObjectId(room.value())).toList();
        List<Echo> all = store.read(() -> store.messages()
                .find(rooms.isEmpty() ? late : and(late, nin("room", rooms)))
                .sort(ascending(MessageDocuments.OPEN_UNTIL))
                .limit(limit)
                .projection(include("room", "sender", "content", MessageDocuments.OPEN))
                .map(MessageDocuments::echo)
                .into(new ArrayList<>()));
        if (all.size() < limit) {
            all.addAll(former.unannouncedBefore(until, but, limit - all.size()));
        }
        return all;
    }

    @Override
    public Set<MessageId> close(Collection<MessageId> messages) {
        Set<MessageId> announced = ids(and(in("_id", objectIds(messages)), eq(MessageDocuments.OPEN_ANNOUNCED, true)));
        if (!announced.isEmpty()) {
            store.write(() -> store.claims().updateMany(in("_id", objectIds(announced)), unset(MessageDocuments.OPEN)));
        }
        return announced;
    }

    /** The tickets stay: somebody may be about to ask for his. */
    @Override
    public void closeBefore(Instant until) {
        store.write(() -> store.claims()
                .updateMany(
                        and(
                                eq(MessageDocuments.OPEN_ANNOUNCED, true),
                                OPEN,
                                lt(MessageDocuments.OPEN_UNTIL, Date.from(until))),
                        unset(MessageDocuments.OPEN)));
    }

    private Set<MessageId> ids(Bson filter) {
        return store.read(() -> store.messages()
                .find(filter)
                .projection(include("_id"))
                .map(message -> new MessageId(message.getObjectId("_id").toHexString()))
                .into(new HashSet<>()));
    }

    private static List<ObjectId> objectIds(Collection<MessageId> messages) {
        return messages.stream().map(MongoEchoRepository::objectId).toList();
    }

    private static ObjectId objectId(MessageId id) {
        return new ObjectId(id.value());
    }
}
