package xyz.anipub.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What the chat's collections are called in this database. In one that another server uses as well, whose {@link #ROOMS} and
 * {@link #USERS} are documents of another kind (decision record 27), ours of these names have {@link #PREFIX} before them: nobody's
 * documents ever stand among the other's.
 *
 * <p>Whose they are is asked once, when one of the two is wanted first, and shows by {@code nameKey}, which all of ours have. All
 * nodes come to the same answer, and keep it: once there is anything in a collection with the prefix, it is ours, also when the other
 * server's have been dropped. Thread-safe; throws what the driver throws.
 */
public final class OwnCollections {

    public static final String ROOMS = "rooms";
    public static final String USERS = "users";

    /** Of ours, where another server's have the plain name. */
    public static final String PREFIX = "anipub_";

    private static final String KEY = "nameKey";
    private static final Bson OURS = Filters.gte(KEY, "");

    private final MongoDatabase database;
    private volatile @Nullable Map<String, String> names;

    private enum Owner {
        NOBODY,
        WE,
        ANOTHER
    }

    public OwnCollections(MongoDatabase database) {
        this.database = database;
    }

    /** The database with all collections, whoever's. */
    public MongoDatabase database() {
        return database;
    }

    /** One of ours, by the name that it has where there are no others. May wait for the database, the first time. */
    public MongoCollection<Document> get(String collection) {
        return database.getCollection(name(collection));
    }

    /** What it is called here. May wait for the database, the first time. */
    public String name(String collection) {
        return collection.equals(ROOMS) || collection.equals(USERS)
                ? names().getOrDefault(collection, collection)
                : collection;
    }

    /** Whether another server's collection has the plain name of one of ours. May wait for the database, the first time. */
    public boolean isShared(String collection) {
        return !name(collection).equals(collection);
    }

    private Map<String, String> names() {
        Map<String, String> known = names;
        if (known == null) {
            known = Map.copyOf(find());
            names = known;
        }
        return known;
    }

    private Map<String, String> find() {
        List<String> plain = List.of(ROOMS, USERS);
        Map<String, Owner> owners = new HashMap<>();
        List<String> apart = new ArrayList<>();
        for (String name : plain) {
            owners.put(name, owner(name));
            if (first(PREFIX + name, Filters.empty()) != null) {
                apart.add(name);
            }
        }
        // Of both together: it may have people and no room yet, which it is going to write there.
        boolean isShared = !apart.isEmpty() || owners.containsValue(Owner.ANOTHER);
        Map<String, String> found = new HashMap<>();
        for (String name : plain) {
            boolean isApart = apart.contains(name) || isShared && owners.get(name) != Owner.WE;
            found.put(name, isApart ? PREFIX + name : name);
        }
        return found;
    }

    /** By the first document. Only where there is our index all can be asked at once: a room may have 16 MB. */
    private Owner owner(String name) {
        Document any = first(name, Filters.empty());
        if (any == null) {
            return Owner.NOBODY;
        }
        boolean isOurs = any.get(KEY) instanceof String || hasIndex(name) && first(name, OURS) != null;
        return isOurs ? Owner.WE : Owner.ANOTHER;
    }

    private @Nullable Document first(String name, Bson filter) {
        return database.getCollection(name)
                .find(filter)
                .projection(Projections.include(KEY))
                .limit(1)
                .first();
    }

    private boolean hasIndex(String name) {
        return database.getCollection(name).listIndexes().into(new ArrayList<>()).stream()
                .anyMatch(index -> index.get("key") instanceof Document key && key.containsKey(KEY));
    }
}
