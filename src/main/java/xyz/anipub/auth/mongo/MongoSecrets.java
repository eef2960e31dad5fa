package xyz.anipub.auth.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import jakarta.inject.Inject;
import java.util.Optional;
import org.bson.Document;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.token.Secrets;
import xyz.anipub.bean.SingletonBean;

/** {@code settings {_id: name, value}}; needs no index but that of {@code _id}. */
@SingletonBean
public class MongoSecrets implements Secrets {

    public static final String COLLECTION = "settings";

    private final MongoCollection<Document> settings;

    @Inject
    public MongoSecrets(MongoDatabase database) {
        this.settings = database.getCollection(COLLECTION);
    }

    @Override
    public String keepFirst(String name, String candidate) {
        return kept(name).orElseGet(() -> {
            boolean ours =
                    StoreCall.inserted(() -> settings.insertOne(new Document("_id", name).append("value", candidate)));
            // Another node's may be there and not yet be the majority's.
            return ours
                    ? candidate
                    : kept(name).orElseThrow(() -> new UnavailableException("The secret is being stored."));
        });
    }

    private Optional<String> kept(String name) {
        return Optional.ofNullable(StoreCall.answer(
                        () -> settings.find(Filters.eq("_id", name)).first()))
                .map(document -> document.getString("value"));
    }
}
