package xyz.anipub.engineio.packet;

import java.util.Base64;

/** One packet to and from its text (protocol section 1.5): {@code <digit><data>}, or {@code b<base64>} for binary. */
public final class PacketCodec {

    private static final char BINARY = 'b';

    private PacketCodec() {}

    /**
     * Reads a text WebSocket message or one item of a payload. What follows the digit of a packet without data is
     * ignored. Characters outside the base64 alphabet are skipped, as the reference server does.
     *
     * @throws MalformedPacketException if the text is empty, starts with anything but {@code 0} to {@code 6} or
     *     {@code b}, or its base64 cannot be decoded
     */
    public static Packet decode(String text) {
        if (text.isEmpty()) {
            throw new MalformedPacketException("empty packet");
        }
        String data = text.substring(1);
        return switch (text.charAt(0)) {
            case '0' -> new Packet.Open(data);
            case '1' -> new Packet.Close();
            case '2' -> new Packet.Ping(data);
            case '3' -> new Packet.Pong(data);
            case '4' -> new Packet.Text(data);
            case '5' -> new Packet.Upgrade();
            case '6' -> new Packet.Noop();
            case BINARY -> new Packet.Binary(base64(data));
            default -> throw new MalformedPacketException("unknown packet type");
        };
    }

    /** The packet's text form. */
    public static String encode(Packet packet) {
        if (packet instanceof Packet.Binary binary) {
            return BINARY + Base64.getEncoder().encodeToString(binary.data());
        }
        return packet.type().digit() + data(packet);
    }

    /** What stands behind the digit of a text packet. */
    static String data(Packet packet) {
        if (packet instanceof Packet.Open open) {
            return open.data();
        }
        if (packet instanceof Packet.Ping ping) {
            return ping.data();
        }
        if (packet instanceof Packet.Pong pong) {
            return pong.data();
        }
        if (packet instanceof Packet.Text text) {
            return text.data();
        }
        return "";
    }

    /** Skips what is not of the alphabet; padding may be missing. */
    static byte[] base64(String data) {
        try {
            return Base64.getMimeDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            throw new MalformedPacketException("undecodable base64");
        }
    }
}
