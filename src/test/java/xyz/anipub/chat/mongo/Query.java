package xyz.anipub.chat.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.model.IndexModel;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/** A query: which collection, which fields it fixes, which it bounds, in which order it wants the documents. */
record Query(String collection, Set<String> fixed, Set<String> bounded, BsonDocument sort) {

    /** Equality first, then the order or else the bounds: the documents read are those that are wanted. */
    boolean isServedBy(IndexModel model) {
        Bson partial = model.getOptions().getPartialFilterExpression();
        if (partial != null
                && !Stream.concat(fixed.stream(), bounded.stream())
                        .collect(Collectors.toSet())
                        .containsAll(document(partial).keySet())) {
            return false;
        }
        BsonDocument index = document(model.getKeys());
        if (fixed.contains("_id")) {
            return index.getFirstKey().equals("_id");
        }
        List<String> keys = List.copyOf(index.keySet());
        int at = 0;
        while (at < keys.size() && fixed.contains(keys.get(at))) {
            at++;
        }
        List<String> rest = keys.subList(at, keys.size());
        boolean bounds = bounded.isEmpty() || !rest.isEmpty() && bounded.contains(rest.get(0));
        boolean narrows = at > 0 || !bounded.isEmpty() || !sort.isEmpty();
        return narrows && bounds && isInOrder(index, rest);
    }

    private boolean isInOrder(BsonDocument index, List<String> rest) {
        if (sort.isEmpty()) {
            return true;
        }
        List<String> wanted = List.copyOf(sort.keySet());
        if (rest.size() < wanted.size() || !rest.subList(0, wanted.size()).equals(wanted)) {
            return false;
        }
        long directions = wanted.stream()
                .map(key ->
                        index.getNumber(key).intValue() * sort.getNumber(key).intValue())
                .distinct()
                .count();
        return directions == 1;
    }

    private static BsonDocument document(Bson bson) {
        return bson.toBsonDocument(BsonDocument.class, MongoClientSettings.getDefaultCodecRegistry());
    }
}
