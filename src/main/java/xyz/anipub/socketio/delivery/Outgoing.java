package xyz.anipub.socketio.delivery;

import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.event.PayloadCodec;
import xyz.anipub.socketio.packet.EncodedPacket;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.Parser;
import xyz.anipub.socketio.packet.ReservedEvents;

/** From what an application emits to what a session sends. Stateless. */
public final class Outgoing {

    private static final Logger LOG = System.getLogger(Outgoing.class.getName());

    /** More than this in one packet makes a JavaScript client of 2026 or later disconnect (parser 4.2.6). */
    private static final int MOST_ATTACHMENTS = 10;

    /** The event of {@code send} (protocol section 3.5). */
    public static final String MESSAGE = "message";

    private Outgoing() {}

    /** @throws IllegalArgumentException if the name is reserved, or an argument cannot be sent */
    public static Packet.Event event(Namespace namespace, String name, @Nullable Object... arguments) {
        if (ReservedEvents.contains(name)) {
            throw new IllegalArgumentException("reserved event name: " + name);
        }
        return Packet.Event.of(namespace.name(), name, values(namespace, arguments));
    }

    /**
     * Events of one name, each with one argument.
     *
     * @throws IllegalArgumentException if the name is reserved, or one of them cannot be sent
     */
    public static List<Packet.Event> events(Namespace namespace, String name, List<?> arguments) {
        return arguments.stream()
                .map(argument -> event(namespace, name, argument))
                .toList();
    }

    /** @throws IllegalArgumentException if one cannot be sent */
    public static List<JsonValue> values(Namespace namespace, @Nullable Object... arguments) {
        PayloadCodec codec = namespace.payloads();
        List<JsonValue> values = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            values.add(codec.write(argument));
        }
        return values;
    }

    public static PreparedMessage prepare(Parser parser, Packet.Event event, EventFlags flags) {
        return prepare(parser.encode(event), flags);
    }

    public static PreparedMessage prepare(EncodedPacket encoded, EventFlags flags) {
        PreparedMessage message = prepare(encoded);
        if (!flags.isCompressed()) {
            message = message.uncompressed();
        }
        return flags.isVolatile() ? message.asVolatile() : message;
    }

    public static PreparedMessage prepare(Parser parser, Packet packet) {
        return prepare(parser.encode(packet));
    }

    private static PreparedMessage prepare(EncodedPacket encoded) {
        String text = encoded.text();
        if (text == null) {
            return PreparedMessage.binary(encoded.attachments().get(0));
        }
        if (encoded.attachments().size() > MOST_ATTACHMENTS) {
            LOG.log(
                    Level.WARNING,
                    "A packet with {0} attachments: JavaScript clients refuse more than {1}",
                    encoded.attachments().size(),
                    MOST_ATTACHMENTS);
        }
        return PreparedMessage.of(text, encoded.attachments());
    }
}
