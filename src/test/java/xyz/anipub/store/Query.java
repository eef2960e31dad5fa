package xyz.anipub.store;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.model.IndexModel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/** A query: which collection, which fields it fixes, which it bounds, in which order it wants the documents. */
public record Query(String collection, Set<String> fixed, Set<String> bounded, BsonDocument sort) {

    private static final Set<String> COMMANDS = Set.of("find", "update", "delete", "findAndModify", "aggregate");
    private static final IndexModel OF_IDS = new IndexModel(BsonDocument.parse("{_id: 1}"));

    /** Each shape of a query among the commands once. */
    public static List<Query> of(Stream<BsonDocument> commands) {
        return commands.filter(command -> COMMANDS.contains(command.getFirstKey()))
                .flatMap(Query::queries)
                .distinct()
                .toList();
    }

    private static Stream<Query> queries(BsonDocument command) {
        String collection = command.getString(command.getFirstKey()).getValue();
        return switch (command.getFirstKey()) {
            case "find" -> branches(command).map(branch -> query(collection, branch, "filter", "sort"));
            case "findAndModify" -> Stream.of(query(collection, command, "query", "sort"));
            case "update" -> nested(command, "updates").map(update -> query(collection, update, "q", "sort"));
            case "delete" -> nested(command, "deletes").map(delete -> query(collection, delete, "q", "sort"));
            case "aggregate" ->
                Stream.of(query(
                        collection, nested(command, "pipeline").findFirst().orElseThrow(), "$match", "$sort"));
            default -> throw new AssertionError(command.getFirstKey());
        };
    }

    /** The command, or one for each branch of an {@code $or}: every branch needs an index. */
    private static Stream<BsonDocument> branches(BsonDocument find) {
        BsonDocument filter = find.getDocument("filter");
        return filter.containsKey("$or")
                ? nested(filter, "$or").map(branch -> new BsonDocument("filter", branch))
                : Stream.of(find);
    }

    private static Stream<BsonDocument> nested(BsonDocument command, String name) {
        return command.getArray(name).stream().map(BsonValue::asDocument);
    }

    private static Query query(String collection, BsonDocument command, String filter, String sort) {
        Set<String> fixed = new HashSet<>();
        Set<String> bounded = new HashSet<>();
        collect(command.getDocument(filter, new BsonDocument()), fixed, bounded);
        return new Query(collection, fixed, bounded, command.getDocument(sort, new BsonDocument()));
    }

    private static void collect(BsonDocument filter, Set<String> fixed, Set<String> bounded) {
        for (Map.Entry<String, BsonValue> field : filter.entrySet()) {
            if (field.getKey().equals("$and")) {
                field.getValue().asArray().forEach(part -> collect(part.asDocument(), fixed, bounded));
            } else if (field.getValue().isRegularExpression() || field.getKey().equals("$or")) {
                // Only narrows what the rest of the filter has the index give.
                continue;
            } else if (!field.getValue().isDocument()) {
                fixed.add(field.getKey());
            } else {
                String operator = field.getValue().asDocument().getFirstKey();
                if (Set.of("$lt", "$gt", "$lte", "$gte").contains(operator)) {
                    bounded.add(field.getKey());
                } else if (operator.equals("$in") || operator.equals("$eq")) {
                    fixed.add(field.getKey());
                }
            }
        }
    }

    /** @param indexes by the collection, beside that of {@code _id} */
    public boolean isServed(Map<String, List<IndexModel>> indexes) {
        return Stream.concat(Stream.of(OF_IDS), indexes.getOrDefault(collection, List.of()).stream())
                .anyMatch(this::isServedBy);
    }

    /** Equality first, then the order or else the bounds: the documents read are those that are wanted. */
    private boolean isServedBy(IndexModel model) {
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
        boolean narrows = at > 0 || !bounded.isEmpty() || fixed.isEmpty() && !sort.isEmpty();
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
