package xyz.anipub.engineio.packet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.websocket.FrameEncoder;

/**
 * A packet in the forms in which it leaves, each made at most about once and shared by every session it goes to. The frame of a
 * text message is made of its data straight away, and the other forms of that.
 *
 * <p>Immutable and safe for use by several threads: two that ask for the same form at the same time may both make it,
 * with the same content. The arrays are shared: nobody may write to them.
 */
public final class EncodedPacket {

    private final Packet packet;
    private final Revision revision;
    private final boolean binary;
    private final boolean compressible;
    private volatile @Nullable EncodedPacket asText;
    private volatile @Nullable EncodedPacket inV3;
    private volatile @Nullable String text;
    private volatile byte @Nullable [] textBytes;
    private volatile byte @Nullable [] binaryBytes;
    private volatile byte @Nullable [] frame;

    private EncodedPacket(Packet packet, Revision revision, boolean binary, boolean compressible) {
        this.packet = packet;
        this.revision = revision;
        this.binary = binary;
        this.compressible = compressible;
    }

    /** The packet in the forms of revision 4. */
    public static EncodedPacket of(Packet packet) {
        return new EncodedPacket(packet, Revision.V4, packet instanceof Packet.Binary, true);
    }

    /** A text message of a WebSocket that another node has made: it leaves as it is, whatever packet it stands for. */
    public static EncodedPacket asMade(byte[] utf8) {
        EncodedPacket made = EncodedPacket.of(new Packet.Noop());
        made.text = new String(utf8, StandardCharsets.UTF_8);
        made.frame = FrameEncoder.text(utf8);
        return made;
    }

    /** A copy that does not by itself make a response compressible (protocol section 1.14). */
    public EncodedPacket uncompressed() {
        return compressible ? new EncodedPacket(packet, revision, binary, false) : this;
    }

    /** The same packet for a client that takes no binary: always a text message. */
    EncodedPacket asText() {
        if (!binary) {
            return this;
        }
        EncodedPacket made = asText;
        if (made == null) {
            made = new EncodedPacket(packet, revision, false, compressible);
            asText = made;
        }
        return made;
    }

    /** The same packet in the forms of revision 3, which differ for binary messages alone. */
    EncodedPacket inV3() {
        if (!binary || revision == Revision.V3) {
            return this;
        }
        EncodedPacket made = inV3;
        if (made == null) {
            made = new EncodedPacket(packet, Revision.V3, true, compressible);
            inV3 = made;
        }
        return made;
    }

    public Packet packet() {
        return packet;
    }

    /** Whether an answer with this packet may be compressed. */
    public boolean isCompressible() {
        return compressible;
    }

    /** Whether the packet is a binary WebSocket message, {@link #webSocketBytes()}, and not a text one. */
    public boolean isBinary() {
        return binary;
    }

    /** The text form: of a text WebSocket message, and of every packet in a payload. */
    public String text() {
        String made = text;
        if (made == null) {
            made = revision.text(packet);
            text = made;
        }
        return made;
    }

    /** The UTF-8 of {@link #text()}. */
    public byte[] textBytes() {
        byte[] made = textBytes;
        if (made == null) {
            made = binary ? text().getBytes(StandardCharsets.UTF_8) : payload(webSocketFrame());
            textBytes = made;
        }
        return made;
    }

    /** The content of the packet's WebSocket message: the bytes of a binary one, else {@link #textBytes()}. */
    public byte[] webSocketBytes() {
        return binary && packet instanceof Packet.Binary message ? binaryBytes(message) : textBytes();
    }

    /** The size that counts against a queue's bound: the length of {@link #webSocketBytes()}. */
    public int size() {
        if (binary) {
            // Not every transport needs the frame of one.
            return webSocketBytes().length;
        }
        byte[] whole = webSocketFrame();
        return whole.length - FrameEncoder.headerLength(whole);
    }

    /** The packet as one final, unmasked WebSocket frame (RFC 6455 section 5.2), as servers send it. */
    public byte[] webSocketFrame() {
        byte[] made = frame;
        if (made == null) {
            made = makeFrame();
            frame = made;
        }
        return made;
    }

    private byte[] makeFrame() {
        if (binary && packet instanceof Packet.Binary message) {
            return FrameEncoder.binary(binaryBytes(message));
        } else if (packet instanceof Packet.Text message) {
            return FrameEncoder.text(PacketType.MESSAGE.digit(), message.data().getBytes(StandardCharsets.UTF_8));
        }
        return FrameEncoder.text(text());
    }

    private static byte[] payload(byte[] frame) {
        return Arrays.copyOfRange(frame, FrameEncoder.headerLength(frame), frame.length);
    }

    private byte[] binaryBytes(Packet.Binary message) {
        byte[] made = binaryBytes;
        if (made == null) {
            made = revision.bytes(message);
            binaryBytes = made;
        }
        return made;
    }
}
