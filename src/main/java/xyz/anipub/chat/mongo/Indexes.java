package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Every index of the chat's collections; each query of the repositories is served by one of them. */
final class Indexes {

    /** What open messages have. */
    static final Bson OPEN = gt(MessageDocuments.OPEN_UNTIL, new Date(0));

    static final Map<String, List<IndexModel>> BY_COLLECTION = Map.ofEntries(
            Map.entry(
                    "rooms",
                    List.of(
                            unique("nameKey"),
                            index(new Document("visibility", 1)
                                    .append("updatedAt", -1)
                                    .append("_id", -1)),
                            // Few rooms have one of their own.
                            new IndexModel(
                                    new Document("_id", 1).append("retention", 1),
                                    new IndexOptions()
                                            .name("retentions")
                                            .partialFilterExpression(
                                                    new Document("retention", new Document("$gte", "")))))),
            Map.entry(
                    "memberships",
                    List.of(
                            unique("room", "user"),
                            index(new Document("user", 1).append("room", 1)),
                            // With the user, so that a list can be continued behind one of several with the same name.
                            index(new Document("room", 1).append("nameKey", 1).append("user", 1)),
                            // Few members have one.
                            new IndexModel(
                                    new Document("room", 1).append("role", 1),
                                    new IndexOptions()
                                            .name("roles")
                                            .partialFilterExpression(new Document("role", new Document("$gte", "")))))),
            // By the user alone for those whose accounts end.
            Map.entry("mutes", List.of(unique("room", "user"), index(new Document("user", 1)))),
            Map.entry("bans", List.of(unique("room", "user"), index(new Document("user", 1)))),
            Map.entry("blocks", List.of(unique("user", "blocked"), index(new Document("blocked", 1)))),
            Map.entry(
                    "invitations",
                    List.of(
                            unique("hash"),
                            index(new Document("room", 1).append("_id", -1)),
                            index(new Document("by", 1)))),
            Map.entry(
                    "asked",
                    List.of(
                            unique("room", "user"),
                            index(new Document("user", 1).append("state", 1).append("at", -1)),
                            index(new Document("by", 1).append("at", 1)))),
            Map.entry(
                    "notices",
                    List.of(
                            unique("user", "message"),
                            index(new Document("user", 1).append("_id", -1)),
                            index(new Document("room", 1)))),
            Map.entry("kicks", List.of(unique("room", "user"), index(new Document("user", 1)))),
            Map.entry("turns", List.of(unique("room", "user"), index(new Document("at", 1)))),
            Map.entry(
                    "reports",
                    List.of(
                            unique("message", "reporter"),
                            index(new Document("state", 1).append("room", 1).append("_id", -1)),
                            index(new Document("state", 1).append("_id", -1)),
                            new IndexModel(
                                    new Document("decidedAt", 1),
                                    new IndexOptions()
                                            .name("decided")
                                            .partialFilterExpression(
                                                    new Document("decidedAt", new Document("$gt", new Date(0))))))),
            Map.entry(
                    "messages",
                    List.of(
                            unique("room", "seq"),
                            // Most messages have no clientId and no change: they pay for no entry. Of texts only, by a
                            // comparison: MongoDB sees that a query for one of them implies it.
                            new IndexModel(
                                    new Document("room", 1).append("sender", 1).append("clientId", 1),
                                    new IndexOptions()
                                            .unique(true)
                                            .name("clientIds")
                                            .partialFilterExpression(
                                                    new Document("clientId", new Document("$gte", "")))),
                            new IndexModel(
                                    new Document("room", 1).append("change", 1),
                                    new IndexOptions()
                                            .name("changes")
                                            .partialFilterExpression(new Document("change", new Document("$gt", 0)))),
                            // At most some dozen in a room.
                            new IndexModel(
                                    new Document("room", 1).append(RevisionDocuments.PINNED_AT, -1),
                                    new IndexOptions()
                                            .name("pinned")
                                            .partialFilterExpression(new Document(
                                                    RevisionDocuments.PINNED_AT, new Document("$gt", new Date(0))))),
                            // Of the messages of the last two minutes that await an emit. Unique by their seq, so that
                            // they are there before anything is written.
                            new IndexModel(
                                    new Document("room", 1)
                                            .append("sender", 1)
                                            .append(MessageDocuments.OPEN_UNTIL, 1)
                                            .append("seq", 1),
                                    new IndexOptions().unique(true).name("open").partialFilterExpression(OPEN)),
                            new IndexModel(
                                    new Document(MessageDocuments.OPEN_ANNOUNCED, 1)
                                            .append(MessageDocuments.OPEN_UNTIL, 1)
                                            .append("room", 1)
                                            .append("seq", 1),
                                    new IndexOptions()
                                            .unique(true)
                                            .name("openUntil")
                                            .partialFilterExpression(OPEN)))),
            // Those that the driver would make with the first blob.
            Map.entry("blobs.files", List.of(index(new Document("filename", 1).append("uploadDate", 1)))),
            Map.entry("blobs.chunks", List.of(unique("files_id", "n"))));

    /**
     * Of versions before this one, with an entry for each message. The rooms' {@code updatedAt_-1__id_-1} stays for a version: nodes of
     * the one before, which run beside this one in an upgrade, sort by it.
     */
    static final Map<String, List<String>> REPLACED =
            Map.of("messages", List.of("room_1_sender_1_clientId_1", "room_1_change_1"));

    private Indexes() {}

    private static IndexModel unique(String... fields) {
        Document keys = new Document();
        for (String field : fields) {
            keys.append(field, 1);
        }
        return new IndexModel(keys, new IndexOptions().unique(true));
    }

    private static IndexModel index(Document keys) {
        return new IndexModel(keys);
    }
}
