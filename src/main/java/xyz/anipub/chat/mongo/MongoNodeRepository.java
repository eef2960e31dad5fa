package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReturnDocument;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.conversions.Bson;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.node.Ending;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.node.NodeRepository;

/**
 * All nodes in one document of {@code nodes}, so that one command counts a beat and reads those of the others: {@code {_id:
 * "live", beats: {node: count}, followed: {node: ending}, ended: count, endings: [{by, room, user?} or {by, token,
 * until}], chores: node, at: time of the last beat}}. The database changes one document after the other, which makes the order of the endings everybody's.
 */
@SingletonBean
class MongoNodeRepository implements NodeRepository {

    private static final Bson LIVE = eq("_id", "live");
    private static final String BEATS = "beats";
    private static final String FOLLOWED = "followed";
    private static final String ENDED = "ended";
    private static final String ENDINGS = "endings";
    private static final String AT = "at";
    private static final String CHORES = "chores";
    private static final String NOBODY = "0".repeat(24);
    private static final FindOneAndUpdateOptions WITHOUT_ENDINGS = new FindOneAndUpdateOptions()
            .upsert(true)
            .returnDocument(ReturnDocument.AFTER)
            .projection(exclude(ENDINGS));

    private final ChatStore store;
    private final Clock clock;

    @Inject
    MongoNodeRepository(ChatStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Needs no index, so it does not wait for them as other writes do. */
    @Override
    public Beats beat(NodeId node, OptionalLong followed) {
        Bson beat = combine(inc(beats(node), 1L), currentDate(AT));
        Instant asked = clock.instant();
        Document live = update(followed.isPresent() ? combine(beat, max(mark(node), followed.getAsLong())) : beat);
        Instant halfway = asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
        NodeId chores =
                Optional.ofNullable(live.getString(CHORES)).map(NodeId::new).orElse(NodeId.NONE);
        Duration ahead = Duration.between(halfway, live.getDate(AT).toInstant());
        return new Beats(counts(live, BEATS), MessageDocuments.number(live, ENDED), chores, ahead);
    }

    @Override
    public void forget(NodeId node, long beats) {
        store.read(() -> store.nodes()
                .updateOne(and(LIVE, eq(beats(node), beats)), combine(unset(beats(node)), unset(mark(node)))));
    }

    @Override
    public long end(NodeId by, Ending ending) {
        Bson push = pushEach(ENDINGS, List.of(document(by, ending)), new PushOptions().slice(-KEPT));
        return MessageDocuments.number(update(combine(inc(ENDED, 1L), push)), ENDED);
    }

    @Override
    public Optional<List<Ended>> endingsAfter(long number) {
        Document live = live(include(ENDED, ENDINGS));
        List<Document> kept = live.getList(ENDINGS, Document.class, List.of());
        long missing = MessageDocuments.number(live, ENDED) - number;
        return missing < 0 || missing > kept.size()
                ? Optional.empty()
                : Optional.of(kept.subList(kept.size() - (int) missing, kept.size()).stream()
                        .map(MongoNodeRepository::ended)
                        .toList());
    }

    @Override
    public Map<NodeId, Mark> followed() {
        Document live = live(exclude(ENDINGS));
        Map<NodeId, Long> beats = counts(live, BEATS);
        Map<NodeId, Mark> marks = new HashMap<>();
        counts(live, FOLLOWED).forEach((node, ending) -> {
            // A mark may come after its node was forgotten.
            if (beats.containsKey(node)) {
                marks.put(node, new Mark(ending, beats.get(node)));
            }
        });
        return marks;
    }

    @Override
    public void followed(NodeId node, long number) {
        update(set(mark(node), number));
    }

    @Override
    public void unfollow(NodeId node) {
        update(unset(mark(node)));
    }

    @Override
    public void takeChores(NodeId node, NodeId former) {
        Bson theirs = eq(CHORES, former.equals(NodeId.NONE) ? null : former.value());
        store.read(() ->
                store.nodes().updateOne(and(LIVE, theirs, exists(beats(former), false)), set(CHORES, node.value())));
    }

    private Document update(Bson change) {
        return store.read(() -> store.nodes().findOneAndUpdate(LIVE, change, WITHOUT_ENDINGS));
    }

    private Document live(Bson fields) {
        Document live =
                store.read(() -> store.nodes().find(LIVE).projection(fields).first());
        return live == null ? new Document() : live;
    }

    private static Document document(NodeId by, Ending ending) {
        Document document = new Document("by", by.value());
        if (ending instanceof Ending.OfToken revoked) {
            // Nodes of before there were tokens take it for a membership of nobody.
            return document.append("room", NOBODY)
                    .append("user", NOBODY)
                    .append("token", revoked.tokenId())
                    .append("until", Date.from(revoked.until()));
        }
        if (ending instanceof Ending.OfPower power) {
            // Likewise.
            return document.append("room", NOBODY)
                    .append("user", NOBODY)
                    .append("power", power.room().value());
        }
        Ending.OfListening listening = (Ending.OfListening) ending;
        document.append("room", listening.room().value());
        listening.user().ifPresent(user -> document.append("user", user.value()));
        return document;
    }

    private static Ended ended(Document document) {
        return new Ended(new NodeId(document.getString("by")), ending(document));
    }

    private static Ending ending(Document document) {
        if (document.containsKey("token")) {
            return new Ending.OfToken(
                    document.getString("token"), document.getDate("until").toInstant());
        }
        if (document.containsKey("power")) {
            return new Ending.OfPower(new RoomId(document.getString("power")));
        }
        return new Ending.OfListening(
                new RoomId(document.getString("room")),
                Optional.ofNullable(document.getString("user")).map(UserId::new));
    }

    private static Map<NodeId, Long> counts(Document live, String field) {
        Map<NodeId, Long> all = new HashMap<>();
        Document counts = live.get(field, new Document());
        counts.keySet().forEach(id -> all.put(new NodeId(id), MessageDocuments.number(counts, id)));
        return all;
    }

    private static String mark(NodeId node) {
        return FOLLOWED + "." + node.value();
    }

    private static String beats(NodeId node) {
        return BEATS + "." + node.value();
    }
}
