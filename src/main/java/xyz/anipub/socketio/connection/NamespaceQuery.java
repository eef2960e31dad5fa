package xyz.anipub.socketio.connection;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import xyz.anipub.engineio.config.QueryString;
import xyz.anipub.socketio.packet.Arguments;

/** The query behind a namespace's name, {@code /admin?token=1&x=2}, in which older clients say what they come with. */
final class NamespaceQuery {

    private NamespaceQuery() {}

    /** What stands before the query. */
    static String pathOf(String named) {
        int start = named.indexOf('?');
        return start < 0 ? named : named.substring(0, start);
    }

    /**
     * The decoded query: a text for each name, or an array of them where the name stands several times. An escape that
     * cannot be decoded stands for itself.
     */
    static JsonObject parse(String named) {
        int start = named.indexOf('?');
        Map<String, Object> auth = new LinkedHashMap<>();
        QueryString.parse(start < 0 ? null : named.substring(start + 1))
                .forEach((name, all) -> auth.put(name, all.size() == 1 ? all.get(0) : all));
        return Arguments.value(auth).asJsonObject();
    }
}
