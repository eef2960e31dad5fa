package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.realtime.node.NodeEvent;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Takes the texts of messages that were deleted or have expired out of what is kept for clients that come back, on all nodes and in
 * Redis: events that say the text, as the message's own or as a quote. Who comes back gets what is left; the change, or where the
 * history begins, is told by itself.
 *
 * <p>Gathers what is to go, and goes through the logs once for all of it. Thread-safe.
 */
@SingletonBean
public class Retractions {

    private static final String EVENT = "anipub:retracted";
    private static final String IDS = "ids";
    private static final String ID = "_id";
    /** With the quotation mark at which it begins. */
    private static final String JSON_CONTENT = "\"content\":\"";

    /** A short text, as MessagePack has it. */
    private static final String PACKED_CONTENT = "\u00a7content";

    private static final String PACKED_NOTHING = "\u00a0";
    private static final int ID_LENGTH = 24;
    private static final int AT_ONCE = 1_000;

    private final Namespace namespace;
    private final NodeEvent event;
    private final Set<String> ours = ConcurrentHashMap.newKeySet();
    private final Set<String> others = ConcurrentHashMap.newKeySet();

    @Inject
    public Retractions(SocketServer server) {
        this.namespace = server.of("/");
        this.event = new NodeEvent(server, EVENT);
    }

    /** Takes part from now on. To be called once, before the first socket. */
    public void watch() {
        event.on(message -> message.getJsonArray(IDS).getValuesAs(JsonString.class).stream()
                .map(id -> new MessageId(id.getString()).value())
                .forEach(others::add));
    }

    /** Nobody is to read any more what these messages said. Never waits. */
    void retract(Collection<MessageId> messages) {
        List<String> ids = messages.stream().map(MessageId::value).toList();
        ours.addAll(ids);
        for (int from = 0; from < ids.size() && event.isShared(); from += AT_ONCE) {
            JsonArrayBuilder some = Json.createArrayBuilder();
            ids.subList(from, Math.min(ids.size(), from + AT_ONCE)).forEach(some::add);
            event.send(Json.createObjectBuilder().add(IDS, some).build());
        }
    }

    /** Does what was asked for. Called by a timer, every 20 seconds; does not wait for Redis. */
    public void flush() {
        take(others, false);
        take(ours, true);
    }

    private void take(Set<String> asked, boolean everywhere) {
        Set<String> ids = Set.copyOf(asked);
        if (!ids.isEmpty()) {
            asked.removeAll(ids);
            namespace.retract(text -> says(text, ids), everywhere);
        }
    }

    /**
     * Whether a packet says the content of one of these messages, in JSON or MessagePack: their id, and behind it a content that is
     * not empty. Tombstones are as they should be.
     */
    static boolean says(String text, Set<String> ids) {
        for (int at = text.indexOf(ID); at >= 0; at = text.indexOf(ID, at + 1)) {
            boolean isJson = text.startsWith("\":\"", at + ID.length());
            int id = at + ID.length() + (isJson ? 3 : 1);
            int end = id + ID_LENGTH;
            if (end <= text.length() && ids.contains(text.substring(id, end)) && hasContent(text, end, isJson)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasContent(String text, int from, boolean isJson) {
        String field = isJson ? JSON_CONTENT : PACKED_CONTENT;
        int at = text.indexOf(field, from);
        return at >= 0 && !text.startsWith(isJson ? "\"" : PACKED_NOTHING, at + field.length());
    }
}
