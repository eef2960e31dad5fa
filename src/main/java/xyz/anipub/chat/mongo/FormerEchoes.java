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

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.posting.EchoRepository.Claim;
import xyz.anipub.chat.posting.EchoRepository.Echo;

/**
 * What awaits an emit as versions before this one kept it: an entry of {@code echoes} beside each message. It is read, and claimed
 * as those versions do, so that nothing that was posted through them is stored twice or stays unannounced while a node is upgraded
 * beside others. When ours has passed since the start, no entry is younger than a message's time, and none waits to be announced
 * (for a day at most: some never get their message), the collection goes.
 *
 * <p>Safe for threads.
 */
final class FormerEchoes {

    private static final String NAME = "echoes";
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Bson OLDEST_FIRST = ascending("at", "_id");

    private final ChatStore store;
    private final Duration lifetime;
    private final Function<MessageId, Optional<Message>> messages;

    /** When they were found here; null before that is known. */
    private volatile @Nullable Instant since;

    private volatile boolean gone;

    /**
     * @param lifetime for how long an entry may be claimed
     * @param messages the message of an entry, if it has been stored
     */
    FormerEchoes(ChatStore store, Duration lifetime, Function<MessageId, Optional<Message>> messages) {
        this.store = store;
        this.lifetime = lifetime;
        this.messages = messages;
    }

    /** Whether there may be any. Drops them when their time is over. */
    boolean areHere(Instant now) {
        if (gone) {
            return false;
        }
        if (since == null) {
            gone = !store.hasCollection(NAME);
            since = now;
        } else if (now.isAfter(since.plus(lifetime)) && areOld(now)) {
            store.write(() -> {
                echoes().drop();
                return true;
            });
            gone = true;
        }
        return !gone;
    }

    private boolean areOld(Instant now) {
        Bson young = gt("at", Date.from(now.minus(lifetime)));
        Bson waiting = and(eq("announced", false), gt("at", Date.from(now.minus(LONGEST_WAIT))));
        return store.read(() -> echoes().find(or(young, waiting)).first()) == null;
    }

    List<Echo> awaited(RoomId room, Set<UserId> senders) {
        List<ObjectId> ids =
                senders.stream().map(sender -> new ObjectId(sender.value())).toList();
        return find(and(eq("room", new ObjectId(room.value())), in("sender", ids), eq("echoed", false)));
    }

    List<Echo> open() {
        return find(eq("echoed", false));
    }

    private List<Echo> find(Bson filter) {
        return gone
                ? List.of()
                : store.read(() -> echoes().find(filter).map(this::echo).into(new ArrayList<>()));
    }

    Optional<Claim> claimByContent(RoomId room, UserId sender, String content, String ticket) {
        return claim(and(of(room, sender), eq("content", content), eq("echoed", false)), ticket);
    }

    Optional<Claim> claimById(RoomId room, UserId sender, MessageId message, String ticket) {
        return claim(and(eq("_id", new ObjectId(message.value())), of(room, sender), eq("echoed", false)), ticket);
    }

    private static Bson of(RoomId room, UserId sender) {
        return and(eq("room", new ObjectId(room.value())), eq("sender", new ObjectId(sender.value())));
    }

    /** Passes over entries whose message is not stored, or not yet. */
    private Optional<Claim> claim(Bson filter, String ticket) {
        while (!gone) {
            Document before = store.write(() -> echoes().findOneAndUpdate(
                            filter,
                            combine(set("echoed", true), set("announced", true), set("emit", ticket)),
                            new FindOneAndUpdateOptions().sort(OLDEST_FIRST).returnDocument(ReturnDocument.BEFORE)));
            if (before == null) {
                break;
            }
            Optional<Claim> claim = claimOrRelease(before, before.getBoolean("announced", false), ticket);
            if (claim.isPresent()) {
                return claim;
            }
        }
        return Optional.empty();
    }

    private Optional<Claim> claimOrRelease(Document entry, boolean announced, String ticket) {
        Optional<Claim> claim = messages.apply(id(entry)).map(message -> new Claim(message, announced));
        if (claim.isEmpty()) {
            release(entry, ticket);
        }
        return claim;
    }

    /** Its POST is still on its way to the store; the sweep will announce it, unless that has been done. */
    private void release(Document entry, String ticket) {
        store.write(() -> echoes().updateOne(
                        and(eq("_id", entry.getObjectId("_id")), eq("emit", ticket)),
                        combine(set("announced", entry.containsKey("by")), unset("emit"))));
    }

    Optional<Claim> claimed(RoomId room, UserId sender, String ticket) {
        if (gone) {
            return Optional.empty();
        }
        Document entry = store.read(
                () -> echoes().find(and(of(room, sender), eq("emit", ticket))).first());
        return entry == null ? Optional.empty() : claimOrRelease(entry, entry.containsKey("by"), ticket);
    }

    Set<MessageId> claimAnnouncements(List<MessageId> ids, String ticket) {
        if (gone) {
            return Set.of();
        }
        Bson named = in("_id", ids.stream().map(id -> new ObjectId(id.value())).toList());
        store.write(() -> echoes().updateMany(
                        and(named, eq("announced", false)), combine(set("announced", true), set("by", ticket))));
        return store
                .read(() -> echoes().find(and(named, eq("by", ticket)))
                        .projection(include("_id"))
                        .into(new ArrayList<>()))
                .stream()
                .map(FormerEchoes::id)
                .collect(Collectors.toSet());
    }

    List<Echo> unannouncedBefore(Instant until, Collection<RoomId> but, int limit) {
        if (gone) {
            return List.of();
        }
        List<ObjectId> rooms =
                but.stream().map(room -> new ObjectId(room.value())).toList();
        Bson late = and(eq("announced", false), lt("at", Date.from(until.minus(lifetime))));
        return store.read(() -> echoes().find(rooms.isEmpty() ? late : and(late, nin("room", rooms)))
                .sort(OLDEST_FIRST)
                .limit(limit)
                .map(this::echo)
                .into(new ArrayList<>()));
    }

    private Echo echo(Document entry) {
        return new Echo(
                id(entry),
                new RoomId(entry.getObjectId("room").toHexString()),
                new UserId(entry.getObjectId("sender").toHexString()),
                entry.getString("content"),
                entry.getDate("at").toInstant().plus(lifetime));
    }

    private static MessageId id(Document entry) {
        return new MessageId(entry.getObjectId("_id").toHexString());
    }

    private MongoCollection<Document> echoes() {
        return store.former(NAME);
    }
}
