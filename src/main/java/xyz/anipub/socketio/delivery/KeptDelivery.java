package xyz.anipub.socketio.delivery;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.socketio.adapter.Delivery;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.packet.EncodedPacket;
import xyz.anipub.socketio.packet.Packet;

/**
 * An event in the form in which a log keeps it: encoded, offset and all, but without what sending makes of it. That is
 * several times as large; it is made anew for who comes back, and shared as long as anybody else is being sent it.
 *
 * <p>Thread-safe: two threads may make the same, each for its own.
 */
public final class KeptDelivery implements OwnDelivery {

    /** Measured: some 300 bytes for the objects of an event, its entry in the log, and whom it is for. */
    private static final int ALLOWANCE = 400;

    private final EncodedPacket encoded;
    private final EventFlags flags;
    private volatile @Nullable WeakReference<PreparedMessage> message;

    /** Keeps what was made. */
    private record Ready(KeptDelivery delivery, PreparedMessage message) implements OwnDelivery {

        @Override
        public Delivery withOffset(String offset) {
            return delivery.withOffset(offset);
        }

        @Override
        public Delivery kept() {
            return delivery;
        }

        @Override
        public Delivery ready() {
            return this;
        }

        @Override
        public boolean says(Predicate<String> question) {
            return delivery.says(question);
        }

        @Override
        public int packets() {
            return delivery.packets();
        }

        @Override
        public long size() {
            return delivery.size();
        }

        @Override
        public Packet.@Nullable Event untold() {
            return delivery.untold();
        }
    }

    public KeptDelivery(EncodedPacket encoded, EventFlags flags) {
        this.encoded = encoded;
        this.flags = flags;
    }

    /** What a packet takes in a log, in bytes; see {@link Delivery#size()}. */
    public static long size(EncodedPacket encoded) {
        String text = encoded.text();
        long size = ALLOWANCE + (text == null ? 0 : size(text));
        for (byte[] attachment : encoded.attachments()) {
            size += attachment.length;
        }
        return size;
    }

    @Override
    public Delivery withOffset(String offset) {
        throw new IllegalStateException("there is an offset already");
    }

    @Override
    public Delivery kept() {
        return this;
    }

    @Override
    public Delivery ready() {
        PreparedMessage made = message();
        made.size();
        return new Ready(this, made);
    }

    @Override
    public boolean says(Predicate<String> question) {
        return says(encoded, question);
    }

    static boolean says(EncodedPacket encoded, Predicate<String> question) {
        String text = encoded.text();
        return text == null
                ? encoded.attachments().stream()
                        .anyMatch(bytes -> question.test(new String(bytes, StandardCharsets.ISO_8859_1)))
                : question.test(text);
    }

    @Override
    public int packets() {
        return encoded.attachments().size() + (encoded.text() == null ? 0 : 1);
    }

    @Override
    public long size() {
        return size(encoded);
    }

    @Override
    public PreparedMessage message() {
        WeakReference<PreparedMessage> made = message;
        PreparedMessage shared = made == null ? null : made.get();
        if (shared == null) {
            shared = Outgoing.prepare(encoded, flags);
            message = new WeakReference<>(shared);
        }
        return shared;
    }

    /** They heard of it when it was sent. */
    @Override
    public Packet.@Nullable Event untold() {
        return null;
    }

    /** A byte for each character where all are of Latin-1, else two for each UTF-16 unit. */
    private static long size(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return 2L * text.length();
            }
        }
        return text.length();
    }
}
