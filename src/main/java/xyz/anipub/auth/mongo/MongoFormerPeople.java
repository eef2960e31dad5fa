package xyz.anipub.auth.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import xyz.anipub.auth.adopt.FormerPeople;
import xyz.anipub.auth.adopt.FormerPerson;
import xyz.anipub.auth.adopt.PeopleFields;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.store.AnyIds;
import xyz.anipub.store.OwnCollections;

/** The users of the other server, in a collection and in fields that settings name. Nothing is written there. */
@SingletonBean
public class MongoFormerPeople implements FormerPeople {

    private final MongoDatabase database;
    private final OwnCollections own;
    private final PeopleFields fields;

    @Inject
    public MongoFormerPeople(MongoDatabase database, PeopleFields fields) {
        this.database = database;
        this.own = new OwnCollections(database);
        this.fields = fields;
    }

    @Override
    public boolean areThere() {
        return StoreCall.answer(() -> !own.name(OwnCollections.USERS).equals(fields.collection())
                && people().find().projection(Projections.include("_id")).first() != null);
    }

    @Override
    public Some after(@Nullable Object after, int limit) {
        List<Document> some = StoreCall.answer(() -> people().find(AnyIds.after(after))
                .projection(Projections.include(fields.name(), fields.email(), fields.password(), fields.image()))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .into(new ArrayList<>()));
        Object last = some.size() < limit ? null : some.get(some.size() - 1).get("_id");
        return new Some(some.stream().map(this::person).toList(), last);
    }

    private FormerPerson person(Document document) {
        return new FormerPerson(
                String.valueOf(document.get("_id")),
                id(document.get("_id")),
                text(document, fields.name()),
                text(document, fields.email()),
                text(document, fields.password()),
                text(document, fields.image()));
    }

    private static Optional<String> id(@Nullable Object id) {
        return Optional.ofNullable(id)
                .map(any -> any.toString().toLowerCase(Locale.ROOT))
                .filter(ObjectId::isValid);
    }

    private static String text(Document document, String field) {
        return document.get(field) instanceof String text ? text : "";
    }

    private MongoCollection<Document> people() {
        return database.getCollection(fields.collection());
    }
}
