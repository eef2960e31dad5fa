package xyz.anipub.boot;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where the library's answer differs from MongoDB's, or is slower than it needs to be. */
final class EmbeddedMongoReplies {

    private EmbeddedMongoReplies() {}

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
