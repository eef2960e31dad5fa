package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.node.NodeRepository;

/** All nodes in one document of {@code nodes}, so that one command counts a beat and reads those of the others. */
@ApplicationScoped
class MongoNodeRepository implements NodeRepository {

    private static final Bson LIVE = eq("_id", "live");

    private final ChatStore store;

    @Inject
    MongoNodeRepository(ChatStore store) {
        this.store = store;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MongoNodeRepository() {
        this(null);
    }

    /** Needs no index, so it does not wait for them as other writes do. */
    @Override
    public Map<NodeId, Long> beat(NodeId node) {
        Document live = store.read(() -> store.nodes()
                .findOneAndUpdate(
                        LIVE,
                        inc(beats(node), 1L),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
        Map<NodeId, Long> all = new HashMap<>();
        Document beats = live.get("beats", Document.class);
        beats.keySet().forEach(id -> all.put(new NodeId(id), MessageDocuments.number(beats, id)));
        return all;
    }

    @Override
    public void forget(NodeId node, long beats) {
        store.read(() -> store.nodes().updateOne(and(LIVE, eq(beats(node), beats)), unset(beats(node))));
    }

    private static String beats(NodeId node) {
        return "beats." + node.value();
    }
}
