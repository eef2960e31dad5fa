package xyz.anipub.auth.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import xyz.anipub.auth.Standing;
import xyz.anipub.auth.Suspension;
import xyz.anipub.auth.User;
import xyz.anipub.auth.profile.Profile;

/** A user's document {@code <->} user. */
final class UserDocuments {

    static final String GENERATION = "generation";
    static final String SPARED = "spared";
    static final String SUSPENDED = "suspended";

    /** Of a tombstone: {@code {at, messages, round, due?, nameFree, looks}}. */
    static final String DELETED = "deleted";

    private static final Bson IS_THERE = Filters.exists(DELETED, false);

    static final FindOneAndUpdateOptions CHANGED = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private static final String UNTIL = "until";
    private static final String REASON = "reason";

    private UserDocuments() {}

    /** The user with this id, whose account has not ended, if the rest holds: nobody else is changed. */
    static Bson one(String id, Bson... rest) {
        List<Bson> all = new ArrayList<>(List.of(Filters.eq("_id", new ObjectId(id))));
        all.addAll(List.of(rest));
        all.add(IS_THERE);
        return Filters.and(all);
    }

    /** The same, as long as that one has this password, empty for none. */
    static Bson withHash(String id, String passwordHash, Bson... rest) {
        List<Bson> all = new ArrayList<>(List.of(Filters.eq("passwordHash", passwordHash)));
        all.addAll(List.of(rest));
        return one(id, all.toArray(Bson[]::new));
    }

    static User user(Document found) {
        return new User(
                found.getObjectId("_id").toHexString(),
                found.getString("name"),
                found.getString("image"),
                Profile.otherName(found.getString("name"), found.get(MongoProfiles.DISPLAY_NAME, "")),
                found.getString("passwordHash"),
                standing(found));
    }

    private static Standing standing(Document found) {
        long generation = found.get(GENERATION) instanceof Number number ? number.longValue() : 0;
        return new Standing(
                generation,
                found.get(SPARED) instanceof String spared ? spared : "",
                Optional.ofNullable(suspension(found.get(SUSPENDED, Document.class))),
                found.containsKey(DELETED));
    }

    private static @Nullable Suspension suspension(@Nullable Document found) {
        return found == null
                ? null
                : new Suspension(
                        Optional.ofNullable(found.getDate(UNTIL)).map(Date::toInstant), found.getString(REASON));
    }

    static Document of(Suspension suspension) {
        Document document = new Document(REASON, suspension.reason());
        suspension.until().map(Instant::toEpochMilli).map(Date::new).ifPresent(until -> document.append(UNTIL, until));
        return document;
    }
}
