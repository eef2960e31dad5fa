package xyz.anipub.chat.mongo;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Every index of the chat's collections; each query of the repositories is served by one of them. */
final class Indexes {

    static final Map<String, List<IndexModel>> BY_COLLECTION = Map.of(
            "rooms", List.of(unique("nameKey"), index(new Document("updatedAt", -1).append("_id", -1))),
            "memberships",
                    List.of(
                            unique("room", "user"),
                            index(new Document("user", 1).append("room", 1)),
                            // With the user, so that a list can be continued behind one of several with the same name.
                            index(new Document("room", 1).append("nameKey", 1).append("user", 1))),
            "messages",
                    List.of(
                            unique("room", "seq"),
                            unique("room", "sender", "clientId"),
                            index(new Document("room", 1).append("change", 1))),
            "echoes",
                    List.of(
                            index(new Document("room", 1)
                                    .append("sender", 1)
                                    .append("at", 1)
                                    .append("_id", 1)),
                            index(new Document("announced", 1).append("at", 1).append("_id", 1))));

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
