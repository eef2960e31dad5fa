package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of one index in which all matches of a query lie: equal leading fields, then perhaps a range.
 *
 * @param equal how many leading fields of the index the query fixes
 * @param bounded whether it also bounds the next one
 */
record EmbeddedMongoScan(EmbeddedMongoIndex index, KeyValue low, KeyValue high, int equal, boolean bounded) {

    /** Empty if the index does not narrow a query with these {@link #conditions}. */
    static Optional<EmbeddedMongoScan> of(EmbeddedMongoIndex index, Document conditions) {
        return index.serves(conditions)
                ? Optional.of(stretch(index, conditions)).filter(scan -> scan.strength() > 0)
                : Optional.empty();
    }

    /** All of an index that does not narrow the query, if that is the order asked for and no match is missing in it. */
    static Optional<EmbeddedMongoScan> sorted(EmbeddedMongoIndex index, Document conditions, Document order) {
        return index.serves(conditions) && index.holdsMissing() && !order.isEmpty()
                ? Optional.of(stretch(index, conditions)).filter(scan -> scan.isSortedBy(order))
                : Optional.empty();
    }

    private static EmbeddedMongoScan stretch(EmbeddedMongoIndex index, Document conditions) {
        List<String> fields = index.fields();
        List<Object> low = new ArrayList<>();
        List<Object> high = new ArrayList<>();
        int equal = 0;
        while (equal < fields.size() && isFixed(index, fields.get(equal), conditions)) {
            Object fixed = conditions.get(fields.get(equal));
            low.add(fixed);
            high.add(fixed);
            equal++;
        }
        boolean bounded = false;
        if (equal < fields.size() && conditions.get(fields.get(equal)) instanceof Document range) {
            Object from = range.getOrDefault("$gt", range.get("$gte"));
            Object to = range.getOrDefault("$lt", range.get("$lte"));
            bounded = isPlain(from) || isPlain(to);
            low.add(from != null && isPlain(from) ? from : MinKey.getInstance());
            high.add(to != null && isPlain(to) ? to : MaxKey.getInstance());
        }
        while (low.size() < fields.size()) {
            low.add(MinKey.getInstance());
            high.add(MaxKey.getInstance());
        }
        return new EmbeddedMongoScan(
                index, new KeyValue(low).normalized(), new KeyValue(high).normalized(), equal, bounded);
    }

    private static boolean isFixed(EmbeddedMongoIndex index, String field, Document conditions) {
        Object condition = conditions.get(field);
        return isPlain(condition)
                // What is not there counts as null, in a query and in a key.
                || condition == null && conditions.containsKey(field) && index.holdsMissing();
    }

    /** The query's conditions by field, those under {@code $and} included; dropping some only widens the stretch. */
    static Document conditions(Document query) {
        Document conditions = new Document();
        query.forEach((field, condition) -> {
            if (field.equals("$and") && condition instanceof Collection<?> parts) {
                parts.forEach(part -> conditions((Document) part).forEach((f, c) -> add(conditions, f, c)));
            } else {
                add(conditions, field, condition);
            }
        });
        return conditions;
    }

    private static void add(Document conditions, String field, Object asked) {
        Object condition = asked instanceof Document operators && operators.size() == 1
                ? operators.getOrDefault("$eq", asked)
                : asked;
        if (conditions.get(field) instanceof Document present && condition instanceof Document more) {
            Document both = new Document(present);
            both.putAll(more);
            conditions.put(field, both);
        } else {
            conditions.putIfAbsent(field, condition);
        }
    }

    /** Whether it matches what equals it, and nothing else. */
    static boolean isPlain(@Nullable Object value) {
        return value != null
                && !(value instanceof Document)
                && !(value instanceof Collection)
                && !(value instanceof BsonRegularExpression);
    }

    /** How well it narrows: greater is better. */
    int strength() {
        return 2 * equal + (bounded ? 1 : 0);
    }

    /** Whether reading the index, forwards or backwards, is already the order asked for. */
    boolean isSortedBy(Document order) {
        List<String> rest = index.fields().subList(equal, index.fields().size());
        List<String> asked = List.copyOf(order.keySet());
        return asked.size() <= rest.size()
                && rest.subList(0, asked.size()).equals(asked)
                && order.values().stream()
                                .map(EmbeddedMongoScan::isDescending)
                                .distinct()
                                .count()
                        <= 1;
    }

    /** The ids in index order, or backwards if the order asked for descends. */
    Stream<Object> ids(Document order) {
        return index.scan(low, high, order.values().stream().anyMatch(EmbeddedMongoScan::isDescending));
    }

    private static boolean isDescending(Object direction) {
        return direction instanceof Number number && number.intValue() < 0;
    }
}
