package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stretches of indexes in which all matches of a query lie: one, or one for each value of an {@code $in} or branch
 * of an {@code $or}.
 */
record EmbeddedMongoPlan(List<EmbeddedMongoScan> scans) {

    /** More would cost more than they save. */
    private static final int MAX_SCANS = 1_000;

    /** Empty if no index narrows the query. */
    static Optional<EmbeddedMongoPlan> of(List<EmbeddedMongoIndex> indexes, Document query) {
        Document conditions = EmbeddedMongoScan.conditions(query);
        Stream<EmbeddedMongoPlan> single =
                best(indexes, conditions).map(scan -> new EmbeddedMongoPlan(List.of(scan))).stream();
        Stream<EmbeddedMongoPlan> several = conditions.entrySet().stream()
                .flatMap(condition -> branches(condition.getKey(), condition.getValue(), conditions).stream())
                .flatMap(branches -> of(indexes, branches).stream());
        // A single one wins where it narrows as much: it may be sorted already.
        return Stream.concat(single, several).reduce((best, next) -> next.strength() > best.strength() ? next : best);
    }

    /** Where no index narrows the query: one that spares the sorting, and the reading of what is beyond the limit. */
    static Optional<EmbeddedMongoPlan> sorted(List<EmbeddedMongoIndex> indexes, Document query, Document order) {
        Document conditions = EmbeddedMongoScan.conditions(query);
        return indexes.stream()
                .flatMap(index -> EmbeddedMongoScan.sorted(index, conditions, order).stream())
                .findFirst()
                .map(scan -> new EmbeddedMongoPlan(List.of(scan)));
    }

    private static Optional<EmbeddedMongoScan> best(List<EmbeddedMongoIndex> indexes, Document conditions) {
        return indexes.stream()
                .flatMap(index -> EmbeddedMongoScan.of(index, conditions).stream())
                .max(Comparator.comparingInt(EmbeddedMongoScan::strength));
    }

    private static Optional<EmbeddedMongoPlan> of(List<EmbeddedMongoIndex> indexes, Collection<Document> branches) {
        List<EmbeddedMongoScan> scans = branches.stream()
                .flatMap(branch -> best(indexes, branch).stream())
                .toList();
        // Of no value at all there is nothing to read.
        return scans.size() < branches.size() ? Optional.empty() : Optional.of(new EmbeddedMongoPlan(scans));
    }

    /** The conditions once for each way to meet one of them; empty if that one has no such ways. */
    private static Optional<Collection<Document>> branches(String field, Object condition, Document conditions) {
        Collection<Document> branches = new LinkedHashSet<>();
        if (field.equals("$or") && condition instanceof Collection<?> ways && ways.size() <= MAX_SCANS) {
            ways.forEach(way -> branches.add(EmbeddedMongoScan.conditions((Document) way)));
            return Optional.of(branches);
        }
        if (condition instanceof Document operators
                && operators.get("$in") instanceof Collection<?> values
                && values.size() <= MAX_SCANS
                && values.stream().allMatch(EmbeddedMongoScan::isPlain)) {
            for (Object value : values) {
                Document branch = new Document(conditions);
                branch.put(field, value);
                branches.add(branch);
            }
            return Optional.of(branches);
        }
        return Optional.empty();
    }

    private int strength() {
        return scans.stream().mapToInt(EmbeddedMongoScan::strength).min().orElse(Integer.MAX_VALUE);
    }

    /** Whether reading it is already the order asked for. */
    boolean isSortedBy(Document order) {
        return scans.size() == 1 && scans.get(0).isSortedBy(order);
    }

    /** The ids of all matches, and perhaps others; in index order, or backwards if the order asked for descends. */
    Stream<Object> ids(Document order) {
        return scans.size() == 1
                ? scans.get(0).ids(order)
                : scans.stream().flatMap(scan -> scan.ids(order)).distinct();
    }
}
