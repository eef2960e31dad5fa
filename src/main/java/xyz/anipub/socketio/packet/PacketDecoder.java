package xyz.anipub.socketio.packet;

import jakarta.json.JsonValue;
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
        Optional<JsonValue> payload =
                header.payload().isEmpty() ? Optional.empty() : Optional.of(Json.parse(header.payload(), limits));
        return switch (header.type()) {
            case CONNECT -> PayloadShape.connect(namespace, payload);
            case DISCONNECT -> PayloadShape.disconnect(namespace, payload);
            case EVENT, BINARY_EVENT -> PayloadShape.event(namespace, header.id(), payload);
            case ACK, BINARY_ACK -> PayloadShape.ack(namespace, header.id(), payload);
            case CONNECT_ERROR -> PayloadShape.connectError(namespace, payload);
        };
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
