package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the library's answer differs from MongoDB's, or is slower than it needs to be. */
final class EmbeddedMongoReplies {

    private static final Set<String> READS = Set.of(
            "find", "getMore", "aggregate", "count", "distinct", "hello", "isMaster", "ismaster", "ping", "saslStart");

    private EmbeddedMongoReplies() {}

    /** Whether what a command changes must outlive a power loss before it is answered: unless it asks for less. */
    static boolean mustBeSynced(Document command) {
        String name = command.isEmpty() ? "" : command.keySet().iterator().next();
        return !READS.contains(name)
                && !(command.get("writeConcern") instanceof Document concern && !Boolean.TRUE.equals(concern.get("j")));
    }

    /** The library counts refused documents as inserted. */
    static Document corrected(Document command, Document reply) {
        if (reply.get("writeErrors") instanceof List<?> errors
                && !errors.isEmpty()
                && errors.get(0) instanceof Document first
                && command.get("documents") instanceof Collection<?> documents) {
            boolean ordered = !Boolean.FALSE.equals(command.get("ordered"));
            reply.put("n", ordered ? first.get("index") : documents.size() - errors.size());
        }
        return reply;
    }

    /**
     * The {@code count} command for an {@code aggregate} that only counts, which is what a driver's
     * {@code countDocuments} sends; the library reads the whole collection for any aggregate.
     */
    static Optional<Document> count(Document aggregate) {
        if (aggregate.get("aggregate") instanceof String collection
                && aggregate.get("pipeline") instanceof List<?> stages
                && stages.size() == 2
                && stages.get(0) instanceof Document match
                && match.get("$match") instanceof Document query
                && stages.get(1) instanceof Document group
                && group.equals(new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1))))) {
            return Optional.of(new Document("count", collection).append("query", query));
        }
        return Optional.empty();
    }

    /** What an {@code aggregate} reads, if its first stage says so. */
    static Optional<Document> matches(Document aggregate) {
        return aggregate.get("aggregate") instanceof String
                        && aggregate.get("pipeline") instanceof List<?> stages
                        && !stages.isEmpty()
                        && stages.get(0) instanceof Document first
                        && first.get("$match") instanceof Document query
                ? Optional.of(query)
                : Optional.empty();
    }

    /** What the aggregate would have answered. */
    static Document counted(String namespace, Document count) {
        Object n = count.get("n");
        List<Document> batch =
                Integer.valueOf(0).equals(n) ? List.of() : List.of(new Document("_id", 1).append("n", n));
        return new Document(
                        "cursor", new Document("id", 0L).append("ns", namespace).append("firstBatch", batch))
                .append("ok", 1.0);
    }
}
