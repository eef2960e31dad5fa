package xyz.anipub.socketio.delivery;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.socketio.adapter.Delivery;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.EncodedPacket;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.Parser;

/**
 * An event on its way to the sockets that a namespace has on this node. Immutable in effect: its message is made when it is asked
 * for, as that of an event which then gets an offset is not; two threads may both make it.
 */
public final class LocalDelivery implements OwnDelivery {

    private final Parser parser;
    /** As the application sent it, without an offset. */
    private final Packet.Event event;

    private final EncodedPacket encoded;
    private final EventFlags flags;
    private volatile @Nullable PreparedMessage message;

    public LocalDelivery(Parser parser, Packet.Event event, EventFlags flags) {
        this(parser, event, parser.encode(event), flags);
    }

    private LocalDelivery(Parser parser, Packet.Event event, EncodedPacket encoded, EventFlags flags) {
        this.parser = parser;
        this.event = event;
        this.encoded = encoded;
        this.flags = flags;
    }

    @Override
    public Delivery kept() {
        return new KeptDelivery(encoded, flags);
    }

    @Override
    public LocalDelivery withOffset(String offset) {
        String text = encoded.text();
        if (text == null) {
            return encodedAnew(offset);
        }
        // It ends with the bracket of the arguments; an offset has no character that JSON would escape.
        String longer = text.substring(0, text.length() - 1) + ",\"" + offset + "\"]";
        return new LocalDelivery(parser, event, new EncodedPacket(longer, encoded.attachments()), flags);
    }

    @Override
    public LocalDelivery ready() {
        message().size();
        return this;
    }

    @Override
    public boolean says(Predicate<String> question) {
        return KeptDelivery.says(encoded, question);
    }

    @Override
    public int packets() {
        return message().packets().size();
    }

    @Override
    public long size() {
        return KeptDelivery.size(encoded);
    }

    @Override
    public PreparedMessage message() {
        PreparedMessage made = message;
        if (made == null) {
            made = Outgoing.prepare(encoded, flags);
            message = made;
        }
        return made;
    }

    @Override
    public Packet.Event untold() {
        return event;
    }

    /** Where packets have no text that could be made longer. */
    private LocalDelivery encodedAnew(String offset) {
        List<JsonValue> values = new ArrayList<>(event.values());
        values.add(Arguments.value(offset));
        Packet.Event longer = new Packet.Event(event.namespace(), event.id(), values);
        return new LocalDelivery(parser, event, parser.encode(longer), flags);
    }
}
