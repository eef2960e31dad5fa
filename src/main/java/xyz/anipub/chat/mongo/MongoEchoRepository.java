package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.EchoRepository;
import xyz.anipub.chat.message.MessageRules;

/** Echoes in {@code echoes}; every claim is one {@code findOneAndUpdate}. */
@ApplicationScoped
class MongoEchoRepository implements EchoRepository {

    private static final Bson OLDEST_FIRST = ascending("at", "_id");

    private final ChatStore store;
    private final MessageRules rules;

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
        echoes.stream()
                .map(Echo::sender)
                .distinct()
                .forEach(sender -> giveWay(echoes.get(0).room(), sender));
    }

    /** Above the bound the oldest announced entries go; one that waits to be announced goes only after that. */
    private void giveWay(RoomId room, UserId sender) {
        store.write(() -> {
            List<ObjectId> tooMany = store.echoes()
                    .find(and(eq("room", new ObjectId(room.value())), eq("sender", new ObjectId(sender.value()))))
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
    public Optional<Claim> claimByContent(RoomId room, UserId sender, String content) {
        return claim(and(
                eq("room", new ObjectId(room.value())),
                eq("sender", new ObjectId(sender.value())),
                eq("content", content),
                eq("echoed", false)));
    }

    @Override
    public Optional<Claim> claimById(RoomId room, UserId sender, MessageId message) {
        return claim(and(
                eq("_id", new ObjectId(message.value())),
                eq("room", new ObjectId(room.value())),
                eq("sender", new ObjectId(sender.value()))));
    }

    private Optional<Claim> claim(Bson filter) {
        Document before = store.write(() -> store.echoes()
                .findOneAndUpdate(
                        filter,
                        combine(set("echoed", true), set("announced", true)),
                        new FindOneAndUpdateOptions().sort(OLDEST_FIRST).returnDocument(ReturnDocument.BEFORE)));
        return Optional.ofNullable(before)
                .map(echo -> new Claim(
                        new MessageId(echo.getObjectId("_id").toHexString()), echo.getBoolean("announced", false)));
    }

    @Override
    public boolean claimAnnouncement(MessageId message) {
        return store.write(() -> store.echoes()
                                .updateOne(
                                        and(eq("_id", new ObjectId(message.value())), eq("announced", false)),
                                        set("announced", true)))
                        .getModifiedCount()
                == 1;
    }

    @Override
    public void release(MessageId message) {
        store.write(() -> store.echoes().updateOne(eq("_id", new ObjectId(message.value())), set("announced", false)));
    }

    @Override
    public List<Echo> unannouncedBefore(Instant time, int limit) {
        return store.read(() -> store.echoes()
                .find(and(eq("announced", false), lt("at", Date.from(time))))
                .sort(OLDEST_FIRST)
                .limit(limit)
                .map(MessageDocuments::echo)
                .into(new ArrayList<>()));
    }

    @Override
    public void deleteAnnouncedBefore(Instant time) {
        store.write(() -> store.echoes().deleteMany(and(eq("announced", true), lt("at", Date.from(time)))));
    }
}
