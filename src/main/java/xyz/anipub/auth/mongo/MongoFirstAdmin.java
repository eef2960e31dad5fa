package xyz.anipub.auth.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import jakarta.inject.Inject;
import java.util.Optional;
import org.bson.Document;
import xyz.anipub.auth.admin.FirstAdmin;
import xyz.anipub.auth.token.Secrets;
import xyz.anipub.bean.SingletonBean;

/** Two documents of the collection {@code settings}: {@code firstAdmin} and {@code adminCode}. */
@SingletonBean
public class MongoFirstAdmin implements FirstAdmin {

    private static final String ADMIN = "firstAdmin";
    private static final String CODE = "adminCode";

    private final MongoCollection<Document> settings;
    private final Secrets secrets;

    @Inject
    public MongoFirstAdmin(MongoDatabase database, Secrets secrets) {
        this.settings = database.getCollection(MongoSecrets.COLLECTION);
        this.secrets = secrets;
    }

    @Override
    public Optional<String> find() {
        return Optional.ofNullable(StoreCall.answer(
                        () -> settings.find(Filters.eq("_id", ADMIN)).first()))
                .map(document -> document.getString("value"));
    }

    @Override
    public boolean become(String userId) {
        return secrets.keepFirst(ADMIN, userId).equals(userId);
    }

    @Override
    public void resign(String userId) {
        // The code before the admin: whoever stops in between leaves an admin whose tokens count no more, and is done
        // once more. Only the one that was read: another node may have done this, and shown a new one.
        Document code =
                StoreCall.answer(() -> settings.find(Filters.eq("_id", CODE)).first());
        if (find().filter(userId::equals).isPresent()) {
            if (code != null) {
                StoreCall.answer(() -> settings.deleteOne(
                        Filters.and(Filters.eq("_id", CODE), Filters.eq("value", code.getString("value")))));
            }
            StoreCall.answer(
                    () -> settings.deleteOne(Filters.and(Filters.eq("_id", ADMIN), Filters.eq("value", userId))));
        }
    }

    @Override
    public String code(String candidate) {
        return secrets.keepFirst(CODE, candidate);
    }
}
