package xyz.anipub.store;

import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Walks through somebody's documents in the order of their ids, of whatever types these are: a comparison finds only values of its
 * own type, so that of the types behind it is asked for as well.
 */
public final class AnyIds {

    private static final Bson TEXTS = Filters.gte("_id", "");
    private static final Bson OBJECT_IDS = Filters.gte("_id", new ObjectId("0".repeat(24)));

    private AnyIds() {}

    /** The documents behind this id; all if there is none. Ids that come behind ObjectIds (dates, truth values) are passed over. */
    public static Bson after(@Nullable Object id) {
        if (id == null) {
            return new Document();
        }
        List<Bson> behind = new ArrayList<>(List.of(Filters.gt("_id", id)));
        if (id instanceof Number) {
            behind.add(TEXTS);
        }
        if (!(id instanceof ObjectId)) {
            behind.add(OBJECT_IDS);
        }
        return behind.size() == 1 ? behind.get(0) : Filters.or(behind);
    }
}
