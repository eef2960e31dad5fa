package xyz.anipub.auth.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.auth.profile.Profile;
import xyz.anipub.auth.profile.Profile.Picture;
import xyz.anipub.auth.profile.ProfileChange;
import xyz.anipub.auth.profile.ProfileRepository;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.store.OwnCollections;

/**
 * {@code displayName, bio, status, picture {version, small}} of {@code users}, each only where it is not empty, and {@code image}.
 * When somebody came shows by the id; ids of another site's users may say anything.
 */
@SingletonBean
public class MongoProfiles implements ProfileRepository {

    static final String DISPLAY_NAME = ProfileChange.Field.DISPLAY_NAME.text();
    private static final String BIO = ProfileChange.Field.BIO.text();
    private static final String STATUS = ProfileChange.Field.STATUS.text();
    private static final String PICTURE = "picture";
    private static final String IMAGE = "image";
    private static final String NAME = "name";

    private static final Bson FIELDS = Projections.include(NAME, DISPLAY_NAME, IMAGE, BIO, STATUS, PICTURE);

    /** No chat of this kind is older, and no id of it says so. */
    private static final Instant FIRST = Instant.parse("2009-02-11T00:00:00Z");

    private final OwnCollections collections;

    @Inject
    public MongoProfiles(MongoDatabase database) {
        this.collections = new OwnCollections(database);
    }

    @Override
    public Optional<Profile> byId(String id) {
        if (!ObjectId.isValid(id)) {
            return Optional.empty();
        }
        return Optional.ofNullable(StoreCall.answer(() ->
                        users().find(UserDocuments.one(id)).projection(FIELDS).first()))
                .map(MongoProfiles::profile);
    }

    @Override
    public Optional<Profile> change(String id, ProfileChange change) {
        List<Bson> updates = new ArrayList<>();
        change.texts()
                .forEach((field, text) ->
                        updates.add(text.isEmpty() ? Updates.unset(field.text()) : Updates.set(field.text(), text)));
        return updates.isEmpty() ? byId(id) : update(id, updates, ReturnDocument.AFTER);
    }

    @Override
    public Optional<Profile> setPicture(String id, String image, Optional<Picture> picture) {
        Bson kept = picture.map(one ->
                        Updates.set(PICTURE, new Document("version", one.version()).append("small", one.small())))
                .orElseGet(() -> Updates.unset(PICTURE));
        return update(id, List.of(Updates.set(IMAGE, image), kept), ReturnDocument.BEFORE);
    }

    private Optional<Profile> update(String id, List<Bson> updates, ReturnDocument which) {
        FindOneAndUpdateOptions options =
                new FindOneAndUpdateOptions().projection(FIELDS).returnDocument(which);
        return Optional.ofNullable(StoreCall.answer(
                        () -> users().findOneAndUpdate(UserDocuments.one(id), Updates.combine(updates), options)))
                .map(MongoProfiles::profile);
    }

    private MongoCollection<Document> users() {
        return collections.get(OwnCollections.USERS);
    }

    private static Profile profile(Document user) {
        ObjectId id = user.getObjectId("_id");
        String name = user.getString(NAME);
        Instant since = Instant.ofEpochSecond(Integer.toUnsignedLong(id.getTimestamp()));
        boolean isLikely = since.isAfter(FIRST) && since.isBefore(Instant.now().plusSeconds(86_400));
        return new Profile(
                id.toHexString(),
                name,
                user.get(DISPLAY_NAME, name),
                Objects.requireNonNullElse(user.getString(IMAGE), ""),
                user.get(BIO, ""),
                user.get(STATUS, ""),
                isLikely ? Optional.of(since) : Optional.empty(),
                Optional.ofNullable(user.get(PICTURE, Document.class))
                        .map(picture -> new Picture(picture.getString("version"), picture.getString("small"))));
    }
}
