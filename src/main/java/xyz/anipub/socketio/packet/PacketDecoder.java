package xyz.anipub.socketio.packet;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the packets of one connection together from its messages (protocol section 3.2).
 *
 * <p>Stricter than the reference server where that is lenient by accident: an event or ack without an array is
 * refused, and a binary packet that announces no attachment is a plain one.
 *
 * <p><b>Threads.</b> For one connection, one message at a time. <b>Bounds.</b> It keeps one unfinished packet at most,
 * within the {@link PacketLimits}. <b>Errors.</b> After a {@link MalformedPacketException} the connection has to be
 * closed and the decoder thrown away.
 */
public final class PacketDecoder implements Parser.Decoder {

    private final PacketLimits limits;
    private @Nullable Unfinished unfinished;

    public PacketDecoder(PacketLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Packet> add(String text) {
        if (unfinished != null) {
            throw new MalformedPacketException("text instead of an attachment");
        }
        PacketHeader header = PacketHeader.parse(text, limits.maxAttachments());
        Packet packet = packet(header);
        if (header.attachments() == 0) {
            return Optional.of(packet);
        }
        unfinished = new Unfinished(packet, new Attachments(header.attachments(), limits.maxAttachmentBytes()));
        return Optional.empty();
    }

    @Override
    public Optional<Packet> add(byte[] attachment) {
        Unfinished waiting = unfinished;
        if (waiting == null) {
            throw new MalformedPacketException("binary without a header");
        }
        waiting.attachments.add(attachment);
        if (!waiting.attachments.isComplete()) {
            return Optional.empty();
        }
        unfinished = null;
        return Optional.of(waiting.finished());
    }

    @Override
    public Optional<String> awaiting() {
        return Optional.ofNullable(unfinished).map(waiting -> waiting.packet.namespace());
    }

    private Packet packet(PacketHeader header) {
        String namespace = header.namespace();
        return switch (header.type()) {
            case CONNECT -> new Packet.Connect(namespace, auth(header));
            case DISCONNECT -> disconnect(header);
            case EVENT, BINARY_EVENT -> new Packet.Event(namespace, header.id(), eventValues(header));
            case ACK, BINARY_ACK -> new Packet.Ack(namespace, header.id(), array(header));
            case CONNECT_ERROR -> new Packet.ConnectError(namespace, error(header));
        };
    }

    private Optional<JsonObject> auth(PacketHeader header) {
        if (header.payload().isEmpty()) {
            return Optional.empty();
        }
        if (parse(header) instanceof JsonObject object) {
            return Optional.of(object);
        }
        throw invalidPayload();
    }

    private static Packet disconnect(PacketHeader header) {
        if (!header.payload().isEmpty()) {
            throw invalidPayload();
        }
        return new Packet.Disconnect(header.namespace());
    }

    private List<JsonValue> eventValues(PacketHeader header) {
        List<JsonValue> values = array(header);
        if (values.isEmpty() || !Packet.Event.isName(values.get(0))) {
            throw invalidPayload();
        }
        if (values.get(0) instanceof JsonString name && ReservedEvents.contains(name.getString())) {
            throw new MalformedPacketException("reserved event name");
        }
        return values;
    }

    private List<JsonValue> array(PacketHeader header) {
        if (parse(header) instanceof JsonArray array) {
            return array;
        }
        throw invalidPayload();
    }

    private JsonValue error(PacketHeader header) {
        JsonValue value = parse(header);
        if (value instanceof JsonObject || value instanceof JsonString) {
            return value;
        }
        throw invalidPayload();
    }

    private JsonValue parse(PacketHeader header) {
        if (header.payload().isEmpty()) {
            throw invalidPayload();
        }
        return Json.parse(header.payload(), limits);
    }

    private static MalformedPacketException invalidPayload() {
        return new MalformedPacketException("invalid payload");
    }

    /** An event or ack whose values still hold placeholders. */
    private record Unfinished(Packet packet, Attachments attachments) {

        Packet finished() {
            if (packet instanceof Packet.Event event) {
                return new Packet.Event(event.namespace(), event.id(), attachments.fill(event.values()));
            }
            Packet.Ack ack = (Packet.Ack) packet;
            return new Packet.Ack(ack.namespace(), ack.id(), attachments.fill(ack.arguments()));
        }
    }
}
