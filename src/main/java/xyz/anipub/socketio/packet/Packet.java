package xyz.anipub.socketio.packet;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Socket.IO packet, immutable; protocol section 3.1. Whether an event or an ack goes out with attachments (types 5
 * and 6) is not a property of the packet: it follows from the values in it.
 */
public sealed interface Packet {

    /** The namespace that it belongs to, {@code "/"} or {@code "/name"}. */
    String namespace();

    /**
     * {@code 0/admin,{"token":"x"}}: a client asks to join, or the server says that it has.
     *
     * @param payload the client's auth, or the server's {@code {"sid":…}}
     */
    record Connect(String namespace, Optional<JsonObject> payload) implements Packet {}

    /** {@code 1/admin,}: one side leaves the namespace; the connection stays. */
    record Disconnect(String namespace) implements Packet {}

    /**
     * {@code 2/admin,13["say","hello"]} or {@code 51-["say",{"_placeholder":true,"num":0}]}: an event.
     *
     * @param id present if the sender wants an ack; 0 to 2^53 - 1
     * @param values the name, then the arguments
     */
    record Event(String namespace, OptionalLong id, List<JsonValue> values) implements Packet {

        /** @throws IllegalArgumentException if there is no name, that is, no string or number in front */
        public Event {
            values = List.copyOf(values);
            if (values.isEmpty() || !isName(values.get(0))) {
                throw new IllegalArgumentException("an event needs a name");
            }
        }

        /** An event that wants no ack. */
        public static Event of(String namespace, String name, List<JsonValue> arguments) {
            return new Event(namespace, OptionalLong.empty(), named(name, arguments));
        }

        /** The same event, asking for an ack. */
        public Event withId(long id) {
            return new Event(namespace, OptionalLong.of(id), values);
        }

        /** The name; a numeric one as JSON writes it. */
        public String name() {
            return values.get(0) instanceof JsonString text
                    ? text.getString()
                    : values.get(0).toString();
        }

        /** What follows the name. */
        public List<JsonValue> arguments() {
            return values.subList(1, values.size());
        }

        /**
         * Whether a value can be the name of an event: a text or a number, but none that JavaScript reads as infinite, which
         * would leave this server as null.
         */
        public static boolean isName(JsonValue value) {
            return value instanceof JsonString
                    ? !(value instanceof Binary)
                    : value instanceof JsonNumber number && Double.isFinite(number.doubleValue());
        }

        private static List<JsonValue> named(String name, List<JsonValue> arguments) {
            List<JsonValue> values = new ArrayList<>(1 + arguments.size());
            values.add(Arguments.value(name));
            values.addAll(arguments);
            return values;
        }
    }

    /**
     * {@code 3/admin,13["ok"]} or {@code 61-13[{"_placeholder":true,"num":0}]}: the answer to an event.
     *
     * @param id the event's; a client may leave it out, then nobody waits for the answer
     */
    record Ack(String namespace, OptionalLong id, List<JsonValue> arguments) implements Packet {
        public Ack {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * {@code 4/admin,{"message":"Not authorized"}}: the server refuses a client.
     *
     * @param payload an object with {@code message} and perhaps {@code data}; older peers use a string
     */
    record ConnectError(String namespace, JsonValue payload) implements Packet {}
}
