package xyz.anipub.auth.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import jakarta.inject.Inject;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import xyz.anipub.auth.Registration;
import xyz.anipub.auth.login.ChosenRegistration;
import xyz.anipub.bean.SingletonBean;

/** The document {@code registration} of the collection {@code settings}; none where nothing is chosen. */
@SingletonBean
public class MongoChosenRegistration implements ChosenRegistration {

    private static final String ID = "registration";
    private static final String VALUE = "value";

    private final MongoCollection<Document> settings;

    @Inject
    public MongoChosenRegistration(MongoDatabase database) {
        this.settings = database.getCollection(MongoSecrets.COLLECTION);
    }

    @Override
    public Optional<Registration> find() {
        return Optional.ofNullable(StoreCall.answer(
                        () -> settings.find(Filters.eq("_id", ID)).first()))
                .map(document -> Registration.of(document.getString(VALUE)).orElseThrow());
    }

    @Override
    public boolean replace(Optional<Registration> before, Optional<Registration> next) {
        if (before.equals(next)) {
            return find().equals(next);
        }
        if (before.isEmpty()) {
            Document fresh =
                    new Document("_id", ID).append(VALUE, next.orElseThrow().word());
            return StoreCall.inserted(() -> settings.insertOne(fresh));
        }
        Bson same = Filters.and(
                Filters.eq("_id", ID), Filters.eq(VALUE, before.get().word()));
        return next.map(mode -> StoreCall.answer(() -> settings.updateOne(same, Updates.set(VALUE, mode.word())))
                                .getMatchedCount()
                        == 1)
                .orElseGet(
                        () -> StoreCall.answer(() -> settings.deleteOne(same)).getDeletedCount() == 1);
    }
}
