package xyz.anipub.socketio.connection;

import jakarta.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, List<String>> values = new LinkedHashMap<>();
        int start = named.indexOf('?');
        for (String pair :
                start < 0 ? new String[0] : named.substring(start + 1).split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                values.computeIfAbsent(decode(name), key -> new ArrayList<>(1)).add(decode(value));
            }
        }
        Map<String, Object> auth = new LinkedHashMap<>();
        values.forEach((name, all) -> auth.put(name, all.size() == 1 ? all.get(0) : all));
        return Arguments.value(auth).asJsonObject();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
