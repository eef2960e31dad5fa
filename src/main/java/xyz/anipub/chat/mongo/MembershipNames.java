package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import xyz.anipub.text.NameKey;

/**
 * Gives memberships of an older version the form of their names by which members are found.
 *
 * <p>It walks through all of them once after each start, some at a time, beside everything else: until it came by, such a
 * member is found by name only after joining again. Calls must not overlap.
 */
@ApplicationScoped
public class MembershipNames {

    private static final int SOME = 500;

    private final ChatStore store;
    private ObjectId upTo = new ObjectId("0".repeat(24));
    private boolean done;

    @Inject
    public MembershipNames(ChatStore store) {
        this.store = store;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MembershipNames() {
        this(null);
    }

    /**
     * Goes on by at most {@value #SOME} memberships.
     *
     * @return whether there are more
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next call does what was left
     */
    public boolean complete() {
        if (done) {
            return false;
        }
        List<Document> some = store.read(() -> store.memberships()
                .find(gt("_id", upTo))
                .projection(include("name", "nameKey"))
                .sort(ascending("_id"))
                .limit(SOME)
                .into(new ArrayList<>()));
        List<WriteModel<Document>> missing = new ArrayList<>();
        for (Document membership : some) {
            if (!membership.containsKey("nameKey")) {
                String name = membership.getString("name");
                // Who joins again meanwhile brings a name that may be another.
                missing.add(new UpdateOneModel<>(
                        and(eq("_id", membership.getObjectId("_id")), eq("name", name)),
                        set("nameKey", NameKey.of(name))));
            }
        }
        if (!missing.isEmpty()) {
            store.write(() -> store.memberships().bulkWrite(missing));
        }
        done = some.size() < SOME;
        if (!some.isEmpty()) {
            upTo = some.get(some.size() - 1).getObjectId("_id");
        }
        return !done;
    }
}
