package xyz.anipub.engineio.config;

import java.util.Arrays;
import java.util.Optional;

/** The transports of this server, with the names that the query parameter {@code transport} gives them. */
public enum TransportType {
    POLLING("polling"),
    WEBSOCKET("websocket");

    private final String text;

    TransportType(String text) {
        this.text = text;
    }

    /** The protocol's word. */
    public String text() {
        return text;
    }

    /** The transport of that exact name, if there is one. */
    public static Optional<TransportType> named(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }
}
