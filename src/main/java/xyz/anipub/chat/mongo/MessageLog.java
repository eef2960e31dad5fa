package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static xyz.anipub.chat.mongo.MessageDocuments.ANNOUNCED;
import static xyz.anipub.chat.mongo.MessageDocuments.BY;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository.Appended;
import xyz.anipub.chat.message.MessageRepository.Landed;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.node.NodeId;

/**
 * Appends messages, those of several rooms with one write, and keeps who may announce them. The unique indexes keep the sequence and the
 * client ids. Any thread may call; methods wait for the store.
 */
final class MessageLog {

    /** Rooms whose messages one write stores; each has a batch of them. */
    private static final int MAX_TOGETHER = 16;

    /** What a write may take longer than its limit, which the server checks now and then. */
    private static final Duration LANDING = Duration.ofSeconds(1);

    private final ChatStore store;
    private final Coalescer<List<Posted>, Appended> inserts = new Coalescer<>(this::insertAll, MAX_TOGETHER);
    private final MessageReader reader;

    MessageLog(ChatStore store, MessageReader reader) {
        this.store = store;
        this.reader = reader;
    }

    /** See {@link xyz.anipub.chat.message.MessageRepository#insert}, as for the others. */
    Appended insert(List<Posted> messages) {
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

    Landed landed(Collection<MessageId> ids) {
        List<Message> stored = reader.findAll(ids);
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

    Duration landing() {
        return store.timeLimit().plus(LANDING);
    }

    boolean takeOver(MessageId message, NodeId from, NodeId to) {
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

    Set<MessageId> heldBy(NodeId node, Collection<MessageId> messages) {
        List<ObjectId> ids = messages.stream().map(id -> objectId(id)).toList();
        return store.read(() -> store.messages()
                .find(and(in("_id", ids), eq(BY, new ObjectId(node.value()))))
                .projection(include("_id"))
                .map(document -> new MessageId(document.getObjectId("_id").toHexString()))
                .into(new HashSet<>()));
    }

    private static ObjectId objectId(MessageId id) {
        return new ObjectId(id.value());
    }
}
