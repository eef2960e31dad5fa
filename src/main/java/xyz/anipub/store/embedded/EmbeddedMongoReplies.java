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

    private static final Set<String> WRITES = Set.of(
            "insert",
            "update",
            "delete",
            "findAndModify",
            "findandmodify",
            "create",
            "createIndexes",
            "drop",
            "dropDatabase",
            "dropIndexes",
            "deleteIndexes",
            "renameCollection",
            "collMod");

    /** MongoDB's code for a disk without room, {@code OutOfDiskSpace}. */
    private static final int NO_ROOM = 14031;

    private EmbeddedMongoReplies() {}

    /** Whether a command may change something. */
    static boolean isWrite(Document command) {
        return WRITES.contains(name(command));
    }

    /** What a write is told that was not even tried. */
    static Document noRoom() {
        return new Document("ok", 0.0)
                .append("errmsg", "The embedded store's disk takes nothing at the moment")
                .append("code", NO_ROOM)
                .append("codeName", "OutOfDiskSpace");
    }

    private static String name(Document command) {
        return command.isEmpty() ? "" : command.keySet().iterator().next();
    }

    /** Whether what a command changes must outlive a power loss before it is answered: unless it asks for less. */
    static boolean mustBeSynced(Document command) {
        return !READS.contains(name(command))
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
