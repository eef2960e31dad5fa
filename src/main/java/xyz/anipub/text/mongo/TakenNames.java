package xyz.anipub.text.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import xyz.anipub.store.MongoFailures;
import xyz.anipub.text.Lookalike;
import xyz.anipub.text.NameKey;

/**
 * Who has which name, by its look: {@code {_id: look, owner, at}}, so that of two names that look alike one is given, also
 * when two nodes are asked at once. It needs no index but that of {@code _id}.
 *
 * <p>A name is claimed before its owner is stored under it. A claim whose owner does not exist, or has another name by
 * now, counts for a minute, so that whoever is about to store the owner can, and then is anybody's: a killed process
 * blocks no name.
 *
 * <p>Methods wait for the store and throw what the driver throws. Any thread may call, but for {@link #complete}, whose
 * calls must not overlap.
 */
public final class TakenNames {

    /** What the {@code nameKey} of an owner begins with that has no name of its own: names are trimmed. */
    public static final String UNNAMED = " ";

    private static final System.Logger LOG = System.getLogger(TakenNames.class.getName());
    private static final Duration BEING_STORED = Duration.ofMinutes(1);
    private static final int SOME = 200;
    private static final String DONE = "done";

    /** Who meets others at one name again and again gives up; the name is as good as taken. */
    private static final int TRIES = 5;

    private final MongoCollection<Document> looks;
    private final Supplier<MongoCollection<Document>> owners;
    private final Clock clock;
    private @Nullable ObjectId upTo;
    private boolean done;

    /** @param owners those who have names: {@code {_id, name, nameKey}}; asked for whenever they are wanted */
    public TakenNames(MongoCollection<Document> looks, Supplier<MongoCollection<Document>> owners) {
        this(looks, owners, Clock.systemUTC());
    }

    TakenNames(MongoCollection<Document> looks, Supplier<MongoCollection<Document>> owners, Clock clock) {
        this.looks = looks;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * Claims a name for somebody who is about to be stored under it.
     *
     * @return what was claimed and was not before, to be given back if the owner is not stored; empty if somebody else has
     *     a name that looks like it
     */
    public Optional<Set<String>> claim(String name, ObjectId owner) {
        Set<String> fresh = new HashSet<>();
        for (String look : Lookalike.of(name)) {
            Claimed claimed = claimLook(look, owner);
            if (claimed == Claimed.NOT) {
                giveBack(fresh, owner);
                return Optional.empty();
            }
            if (claimed == Claimed.NOW) {
                fresh.add(look);
            }
        }
        return Optional.of(fresh);
    }

    /** Ends claims of an owner; what is another's stays. */
    public void giveBack(Set<String> claimed, ObjectId owner) {
        if (!claimed.isEmpty()) {
            looks.deleteMany(and(in("_id", claimed), eq("owner", owner)));
        }
    }

    /** Ends the claims of a name that its owner does not have any more. */
    public void giveBack(String name, String successor, ObjectId owner) {
        Set<String> left = new HashSet<>(Lookalike.of(name));
        left.removeAll(Lookalike.of(successor));
        giveBack(left, owner);
    }

    /**
     * Keeps the names' looks from others until then, whatever becomes of their owner: as if they were claimed at that time.
     *
     * @return the looks, to be {@linkplain #giveBack(Set, ObjectId) given back}
     */
    public Set<String> hold(String name, ObjectId owner, Instant until) {
        Set<String> held = Set.copyOf(Lookalike.of(name));
        long at = until.minus(BEING_STORED).toEpochMilli();
        for (String look : held) {
            if (!MongoFailures.isInserted(() -> looks.insertOne(claim(look, owner, at)))) {
                looks.updateOne(and(eq("_id", look), eq("owner", owner)), set("at", new Date(at)));
            }
        }
        return held;
    }

    private enum Claimed {
        NOW,
        BEFORE,
        NOT
    }

    private Claimed claimLook(String look, ObjectId owner) {
        for (int i = 0; i < TRIES; i++) {
            Document fresh = claim(look, owner, clock.millis());
            if (MongoFailures.isInserted(() -> looks.insertOne(fresh))) {
                return Claimed.NOW;
            }
            Document claim = looks.find(eq("_id", look)).first();
            if (claim == null) {
                continue;
            }
            if (owner.equals(claim.getObjectId("owner"))) {
                return Claimed.BEFORE;
            }
            if (!isLeft(look, claim)) {
                return Claimed.NOT;
            }
            boolean taken = looks.updateOne(
                                    and(
                                            eq("_id", look),
                                            eq("owner", claim.getObjectId("owner")),
                                            eq("at", claim.getDate("at"))),
                                    combine(set("owner", owner), set("at", new Date(clock.millis()))))
                            .getMatchedCount()
                    > 0;
            if (taken) {
                return Claimed.NOW;
            }
        }
        return Claimed.NOT;
    }

    private boolean isLeft(String look, Document claim) {
        if (claim.getDate("at").getTime() > clock.millis() - BEING_STORED.toMillis()) {
            return false;
        }
        Document owner = owners.get()
                .find(eq("_id", claim.getObjectId("owner")))
                .projection(Projections.include("name", "nameKey"))
                .first();
        return owner == null
                || isUnnamed(owner)
                || !Lookalike.of(owner.getString("name")).contains(look);
    }

    private static Document claim(String look, ObjectId owner, long at) {
        return new Document("_id", look).append("owner", owner).append("at", new Date(at));
    }

    /**
     * Claims the names of owners of an older version, {@value #SOME} at a call, and gives them the key of today. Whose name
     * is like an earlier one's keeps it all the same; the log says so. Once for each version of the rules.
     *
     * @return whether there are more
     */
    public boolean complete() {
        if (done) {
            return false;
        }
        if (upTo == null) {
            Document last = looks.find(eq("_id", DONE)).first();
            done = last != null && Lookalike.version().equals(last.getString("version"));
            upTo = new ObjectId("0".repeat(24));
            if (done) {
                return false;
            }
        }
        List<Document> some = owners.get()
                .find(gt("_id", upTo))
                .projection(Projections.include("name", "nameKey"))
                .sort(ascending("_id"))
                .limit(SOME)
                .into(new ArrayList<>());
        if (!some.isEmpty()) {
            List<Document> named =
                    some.stream().filter(owner -> !isUnnamed(owner)).toList();
            named.forEach(this::renewKey);
            claimAll(named);
            upTo = some.get(some.size() - 1).getObjectId("_id");
        }
        if (some.size() < SOME) {
            looks.replaceOne(
                    eq("_id", DONE),
                    new Document("_id", DONE).append("version", Lookalike.version()),
                    new ReplaceOptions().upsert(true));
            done = true;
        }
        return !done;
    }

    private static boolean isUnnamed(Document owner) {
        String key = owner.getString("nameKey");
        return key != null && key.startsWith(UNNAMED);
    }

    private void renewKey(Document owner) {
        String name = owner.getString("name");
        String key = NameKey.of(name);
        if (key.equals(owner.getString("nameKey"))) {
            return;
        }
        try {
            owners.get().updateOne(and(eq("_id", owner.getObjectId("_id")), eq("name", name)), set("nameKey", key));
        } catch (MongoException refusal) {
            if (!MongoFailures.isDuplicate(refusal)) {
                throw refusal;
            }
            log(owner, "is the same as another");
        }
    }

    /** In one command; only those that somebody has are looked at one by one. */
    private void claimAll(List<Document> some) {
        List<Document> claims = new ArrayList<>();
        List<Document> claimers = new ArrayList<>();
        if (some.isEmpty()) {
            return;
        }
        for (Document owner : some) {
            for (String look : Lookalike.of(owner.getString("name"))) {
                // Not by the clock: they are stored already.
                claims.add(claim(look, owner.getObjectId("_id"), 0));
                claimers.add(owner);
            }
        }
        try {
            looks.insertMany(claims, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException refusals) {
            if (!MongoFailures.isDuplicate(refusals)) {
                throw refusals;
            }
            Set<Document> others = new HashSet<>();
            refusals.getWriteErrors().forEach(error -> {
                Document owner = claimers.get(error.getIndex());
                String look = claims.get(error.getIndex()).getString("_id");
                if (claimLook(look, owner.getObjectId("_id")) == Claimed.NOT && others.add(owner)) {
                    log(owner, "looks like another");
                }
            });
        }
    }

    private void log(Document owner, String what) {
        LOG.log(
                System.Logger.Level.WARNING,
                "The name \"{0}\" of {1} in {2} {3}. Both keep their names; no new one like them is given.",
                owner.getString("name"),
                owner.getObjectId("_id").toHexString(),
                owners.get().getNamespace().getCollectionName(),
                what);
    }
}
