package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static xyz.anipub.chat.mongo.MessageDocuments.ANNOUNCED;
import static xyz.anipub.chat.mongo.MessageDocuments.BY;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.node.NodeId;

/** Messages in {@code messages}, one document each; the unique indexes keep the sequence and the client ids. */
@SingletonBean
public class MongoMessageRepository implements MessageRepository {

    /** Rooms whose messages one write stores; each has a batch of them. */
    private static final int MAX_TOGETHER = 16;

    /** Messages of a room since its list was last brought up to date, as a rule. */
    private static final int FEW = 4;

    /** What a write may take longer than its limit, which the server checks now and then. */
    private static final Duration LANDING = Duration.ofSeconds(1);

    private final ChatStore store;
    private final Coalescer<List<Posted>, Appended> inserts = new Coalescer<>(this::insertAll, MAX_TOGETHER);
    private final MessageReader reader;

    @Inject
    public MongoMessageRepository(ChatStore store) {
        this.store = store;
        this.reader = new MessageReader(store);
    }

    @Override
    public MessageId nextId() {
        return new MessageId(new ObjectId().toHexString());
    }

    @Override
    public Appended insert(List<Posted> messages) {
        return inserts.ask(messages);
    }

    /** One ordered write: all outcomes are known with it, and what is behind the first refused message was not tried. */
    List<Appended> insertAll(List<List<Posted>> rooms) {
        List<Posted> all = rooms.stream().flatMap(List::stream).toList();
        int stored = write(all);
        boolean refused = stored < all.size();
        List<Appended> outcomes = new ArrayList<>();
        for (List<Posted> messages : rooms) {
            int inserted = Math.min(messages.size(), stored);
            boolean refusedHere = refused && inserted < messages.size();
            outcomes.add(new Appended(inserted, refusedHere));
            refused &= !refusedHere;
            stored -= inserted;
        }
        return outcomes;
    }

    /** How many, from the first on, are stored. */
    private int write(List<Posted> messages) {
        return store.write(() -> {
            try {
                store.messages()
                        .insertMany(messages.stream().map(MessageDocuments::of).toList());
                return messages.size();
            } catch (MongoBulkWriteException failure) {
                // Ordered: there is at most one refused write, and all before it are stored, for good unless the
                // concern of the write has failed as well.
                if (failure.getWriteConcernError() != null
                        || failure.getWriteErrors().isEmpty()
                        || failure.getWriteErrors().get(0).getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw failure;
                }
                return failure.getWriteErrors().get(0).getIndex();
            }
        });
    }

    @Override
    public Landed landed(Collection<MessageId> ids) {
        List<Message> stored = findAll(ids);
        Set<MessageId> missing = new HashSet<>(ids);
        stored.forEach(message -> missing.remove(message.id()));
        return new Landed(stored, !missing.isEmpty() && isAnySeen(missing));
    }

    private boolean isAnySeen(Collection<MessageId> ids) {
        List<ObjectId> all = ids.stream().map(id -> objectId(id)).toList();
        return store.read(() -> store.messages()
                        .withReadConcern(ReadConcern.LOCAL)
                        .find(in("_id", all))
                        .projection(include("_id"))
                        .first())
                != null;
    }

    @Override
    public Duration landing() {
        return store.timeLimit().plus(LANDING);
    }

    @Override
    public long lastSeq(RoomId room) {
        Document last = store.read(() -> store.messages()
                .find(eq("room", objectId(room)))
                .sort(descending("seq"))
                .projection(fields(include("seq"), excludeId()))
                .first());
        return last == null ? 0 : MessageDocuments.number(last, "seq");
    }

    @Override
    public Optional<Message> find(MessageId id) {
        return first(eq("_id", objectId(id)));
    }

    @Override
    public List<Message> findAll(Collection<MessageId> ids) {
        List<ObjectId> all = ids.stream().map(id -> objectId(id)).toList();
        return read(() -> store.messages().find(in("_id", all)).into(new ArrayList<>()));
    }

    @Override
    public Optional<Posted> findPosted(MessageId id) {
        return posted(eq("_id", objectId(id)));
    }

    @Override
    public Optional<Posted> findByClientId(RoomId room, UserId sender, String clientId) {
        return posted(new Document("room", objectId(room))
                .append("sender", new ObjectId(sender.value()))
                .append("clientId", clientId));
    }

    @Override
    public List<Message> newest(RoomId room, int limit) {
        return descendingPage(eq("room", objectId(room)), limit);
    }

    @Override
    public Map<RoomId, Message> newestOfEach(Map<RoomId, Long> atLeast) {
        if (atLeast.isEmpty()) {
            return Map.of();
        }
        // Of a room of which nothing is known only the first one: it may have any number of them.
        List<Bson> stretches = atLeast.entrySet().stream()
                .<Bson>map(room -> new Document("room", objectId(room.getKey()))
                        .append("seq", room.getValue() > 0 ? new Document("$gte", room.getValue()) : 1L))
                .toList();
        Map<RoomId, Message> newest = new HashMap<>();
        newestWithin(stretches).forEach(message -> newest.put(message.room(), message));
        newest.replaceAll((room, message) -> atLeast.get(room) > 0
                ? message
                : newest(room, 1).stream().findFirst().orElse(message));
        return newest;
    }

    /** The last message of each stretch of a room. */
    private List<Message> newestWithin(List<Bson> stretches) {
        int few = stretches.size() * FEW;
        List<Message> all =
                read(() -> store.messages().find(or(stretches)).limit(few).into(new ArrayList<>()));
        if (all.size() < few) {
            return List.copyOf(all.stream()
                    .collect(Collectors.toMap(Message::room, message -> message, (a, b) -> a.seq() > b.seq() ? a : b))
                    .values());
        }
        // Much has been said since: only numbers are counted through, in the index, and nothing but the last ones read.
        List<Bson> last = store.read(() -> store.messages()
                .aggregate(List.of(
                        Aggregates.match(or(stretches)),
                        Aggregates.project(fields(include("room", "seq"), excludeId())),
                        Aggregates.group("$room", Accumulators.max("seq", "$seq"))))
                .<Bson>map(group -> new Document("room", group.getObjectId("_id")).append("seq", group.get("seq")))
                .into(new ArrayList<>()));
        return last.isEmpty()
                ? List.of()
                : read(() -> store.messages().find(or(last)).into(new ArrayList<>()));
    }

    @Override
    public List<Message> before(RoomId room, long seq, int limit) {
        return descendingPage(and(eq("room", objectId(room)), lt("seq", seq)), limit);
    }

    @Override
    public List<Message> after(RoomId room, long seq, int limit) {
        return read(() -> store.messages()
                .find(and(eq("room", objectId(room)), gt("seq", seq)))
                .sort(ascending("seq"))
                .limit(limit)
                .into(new ArrayList<>()));
    }

    @Override
    public long lastChange(RoomId room) {
        Document last = store.read(() -> store.messages()
                .find(and(eq("room", objectId(room)), changedAfter(0)))
                .sort(descending("change"))
                .projection(fields(include("change"), excludeId()))
                .first());
        return last == null ? 0 : MessageDocuments.number(last, "change");
    }

    @Override
    public List<Message> since(RoomId room, long seq, long change, int limit) {
        return read(() -> store.messages()
                .find(or(
                        new Document("room", objectId(room)).append("seq", new Document("$gte", seq)),
                        and(eq("room", objectId(room)), changedAfter(change))))
                .limit(limit)
                .into(new ArrayList<>()));
    }

    private static Bson changedAfter(long change) {
        return gt("change", change);
    }

    /** Messages with what they quote. */
    List<Message> read(Supplier<List<Document>> query) {
        return reader.messages(store.read(query));
    }

    @Override
    public boolean takeOver(MessageId message, NodeId from, NodeId to) {
        Bson held = from.equals(NodeId.NONE)
                ? and(exists(BY, false), exists(ANNOUNCED, false))
                : eq(BY, new ObjectId(from.value()));
        boolean taken = store.write(() -> store.claims()
                                .updateOne(
                                        and(eq("_id", objectId(message)), held),
                                        combine(set(BY, new ObjectId(to.value())), set(ANNOUNCED, true))))
                        .getModifiedCount()
                > 0;
        // Also if a call before this one did it, and was not answered.
        return taken || !heldBy(to, List.of(message)).isEmpty();
    }

    @Override
    public Set<MessageId> heldBy(NodeId node, Collection<MessageId> messages) {
        List<ObjectId> ids = messages.stream().map(id -> objectId(id)).toList();
        return store.read(() -> store.messages()
                .find(and(in("_id", ids), eq(BY, new ObjectId(node.value()))))
                .projection(include("_id"))
                .map(document -> new MessageId(document.getObjectId("_id").toHexString()))
                .into(new HashSet<>()));
    }

    private Optional<Message> first(Bson filter) {
        return posted(filter).map(Posted::message);
    }

    private Optional<Posted> posted(Bson filter) {
        return reader.posted(Optional.ofNullable(
                store.read(() -> store.messages().find(filter).first())));
    }

    private List<Message> descendingPage(Bson filter, int limit) {
        List<Message> page = read(() -> store.messages()
                .find(filter)
                .sort(descending("seq"))
                .limit(limit)
                .into(new ArrayList<>()));
        Collections.reverse(page);
        return page;
    }

    private static ObjectId objectId(RoomId id) {
        return new ObjectId(id.value());
    }

    private static ObjectId objectId(MessageId id) {
        return new ObjectId(id.value());
    }
}
