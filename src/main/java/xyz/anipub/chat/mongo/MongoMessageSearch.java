package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.descending;

import jakarta.inject.Inject;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.search.MessageSearch;
import xyz.anipub.chat.search.SearchRules;
import xyz.anipub.text.SearchForm;

/** Reads stretches of {@code messages} along the index (room, seq) and compares what they say. */
@SingletonBean
class MongoMessageSearch implements MessageSearch {

    private final ChatStore store;
    private final SearchRules rules;
    private final MessageReader reader;

    @Inject
    MongoMessageSearch(ChatStore store, SearchRules rules) {
        this.store = store;
        this.rules = rules;
        reader = new MessageReader(store);
    }

    @Override
    public List<Message> in(Stretch stretch, String text, int limit) {
        Document inside = within(stretch).append("$and", List.of(saying(text)));
        return find(inside, descending("seq"), limit);
    }

    @Override
    public List<Message> in(List<Stretch> stretches, String text, int limit) {
        if (stretches.isEmpty()) {
            return List.of();
        }
        Document anywhere = new Document(
                        "$or",
                        stretches.stream().map(MongoMessageSearch::within).toList())
                .append("$and", List.of(saying(text)));
        return find(anywhere, descending("timestamp", "_id"), limit);
    }

    /** Contents that are no ASCII have a field in which they are searched; those of an older version have none. */
    private static Bson saying(String text) {
        return or(
                regex("content", SearchPattern.ofAny(spellings(text)), "i"),
                regex(MessageDocuments.SEARCHED, SearchPattern.of(SearchForm.of(text)), ""));
    }

    private static Set<String> spellings(String text) {
        Set<String> spellings = new LinkedHashSet<>(List.of(text));
        if (!SearchForm.isPlain(text)) {
            spellings.add(Normalizer.normalize(text, Normalizer.Form.NFC));
            spellings.add(Normalizer.normalize(text, Normalizer.Form.NFD));
            spellings.add(SearchForm.of(text));
        }
        return spellings;
    }

    private List<Message> find(Bson filter, Bson order, int limit) {
        return reader.messages(store.read(() -> store.messages()
                .withTimeout(rules.time().toMillis(), TimeUnit.MILLISECONDS)
                .find(filter)
                .sort(order)
                .limit(limit)
                .into(new ArrayList<>())));
    }

    private static Document within(Stretch stretch) {
        return new Document("room", new ObjectId(stretch.room().value()))
                .append("seq", new Document("$gte", stretch.from()).append("$lt", stretch.before()));
    }
}
