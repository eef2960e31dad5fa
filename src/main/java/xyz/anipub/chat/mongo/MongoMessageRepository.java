package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

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

/** Messages in {@code messages}, one document each, and pages of them; how they get there, and who may announce one, is in {@link MessageLog}. */
@SingletonBean
public class MongoMessageRepository implements MessageRepository {

    /** Messages of a room since its list was last brought up to date, as a rule. */
    private static final int FEW = 4;

    private final ChatStore store;
    private final MessageLog log;
    private final MessageReader reader;

    @Inject
    public MongoMessageRepository(ChatStore store) {
        this.store = store;
        this.reader = new MessageReader(store);
        this.log = new MessageLog(store, reader);
    }

    @Override
    public MessageId nextId() {
        return new MessageId(new ObjectId().toHexString());
    }

    @Override
    public Appended insert(List<Posted> messages) {
        return log.insert(messages);
    }

    @Override
    public Landed landed(Collection<MessageId> ids) {
        return log.landed(ids);
    }

    @Override
    public Duration landing() {
        return log.landing();
    }

    @Override
    public boolean takeOver(MessageId message, NodeId from, NodeId to) {
        return log.takeOver(message, from, to);
    }

    @Override
    public Set<MessageId> heldBy(NodeId node, Collection<MessageId> messages) {
        return log.heldBy(node, messages);
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
        return reader.findAll(ids);
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
    public Set<Attempt> attempted(Collection<Attempt> attempts) {
        List<Bson> each = attempts.stream()
                .<Bson>map(attempt -> new Document("room", objectId(attempt.room()))
                        .append("sender", new ObjectId(attempt.sender().value()))
                        .append("clientId", attempt.clientId()))
                .toList();
        return attempts.isEmpty()
                ? Set.of()
                : store.read(() -> store.messages()
                        .find(or(each))
                        .projection(fields(include("room", "sender", "clientId"), excludeId()))
                        .map(found -> new Attempt(
                                new RoomId(found.getObjectId("room").toHexString()),
                                new UserId(found.getObjectId("sender").toHexString()),
                                found.getString("clientId")))
                        .into(new HashSet<>()));
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
        newest.replaceAll((room, message) -> atLeast.getOrDefault(room, 0L) > 0
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
