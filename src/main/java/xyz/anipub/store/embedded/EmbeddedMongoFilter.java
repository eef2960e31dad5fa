package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which documents a partial index holds: those that match its {@code partialFilterExpression}. An empty one is that of all other
 * indexes.
 */
final class EmbeddedMongoFilter {

    /** Of each operator of a range those that say no less about a value, inclusive. */
    private static final List<String> FROM = List.of("$gt", "$gte");

    private static final List<String> TO = List.of("$lt", "$lte");

    private static final String VALUE = "value";

    private final Document expression;
    /** Fields without which no document is covered: those that most have not need no more than a look. */
    private final List<String> needed;

    EmbeddedMongoFilter(Document expression) {
        this.expression = expression;
        needed = expression.keySet().stream()
                .filter(field -> !field.startsWith("$"))
                .filter(field -> !matchesValue(Missing.getInstance(), expression.get(field)))
                .map(field -> field.split("\\.", 2)[0])
                .toList();
    }

    static EmbeddedMongoFilter all() {
        return new EmbeddedMongoFilter(new Document());
    }

    boolean isEmpty() {
        return expression.isEmpty();
    }

    /** Whether a document is in the index. */
    boolean covers(Document document) {
        return isEmpty() || hasNeeded(document) && matches(document, expression);
    }

    private boolean hasNeeded(Document document) {
        for (String field : needed) {
            if (!document.containsKey(field)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether all matches of a query are in the index, as far as can be told: each field of the expression is fixed to a value
     * that matches, or bounded no wider.
     *
     * @param conditions as {@link EmbeddedMongoScan#conditions} gives them
     */
    boolean isImpliedBy(Document conditions) {
        return expression.keySet().stream().allMatch(field -> isImpliedBy(field, conditions.get(field)));
    }

    private boolean isImpliedBy(String field, @Nullable Object condition) {
        Object rule = expression.get(field);
        if (EmbeddedMongoScan.isPlain(condition)) {
            return matchesValue(condition, rule);
        }
        return condition instanceof Document range
                && rule instanceof Document wide
                && wide.entrySet().stream().allMatch(bound -> isWithin(range, bound.getKey(), bound.getValue()));
    }

    private static boolean isWithin(Document range, String operator, Object bound) {
        if (operator.equals("$exists") && Boolean.TRUE.equals(bound)) {
            // What is not there is neither above nor below a value.
            return Stream.concat(FROM.stream(), TO.stream())
                    .anyMatch(side -> EmbeddedMongoScan.isPlain(range.get(side)));
        }
        List<String> side = FROM.contains(operator) ? FROM : TO.contains(operator) ? TO : List.of();
        return side.stream().filter(range::containsKey).anyMatch(narrow -> {
            // Open on both sides, the same bound is no wider.
            String test = narrow.equals(side.get(0)) ? side.get(1) : operator;
            return matchesValue(range.get(narrow), new Document(test, bound));
        });
    }

    /** Under a name without dots, which in a query are a path. */
    private static boolean matchesValue(@Nullable Object value, @Nullable Object rule) {
        return matches(new Document(VALUE, value), new Document(VALUE, rule));
    }

    private static boolean matches(Document document, Document query) {
        return new DefaultQueryMatcher().matches(document, query);
    }
}
