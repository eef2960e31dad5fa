package xyz.anipub.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What holds for a parser whatever comes: it is read and can be said again, or it is refused. */
public final class ParserLaws {

    private ParserLaws() {}

    /**
     * A text and the binary messages after it are packets or malformed, and nothing else comes out; a packet survives
     * its own encoding.
     *
     * @param text null for a parser that does without
     */
    public static void holdForMessages(Parser parser, PacketLimits limits, String text, List<byte[]> attachments) {
        Parser.Decoder decoder = parser.decoder(limits);
        try {
            Optional<Packet> packet = text == null ? Optional.empty() : decoder.add(text);
            packet.ifPresent(whole -> holdForPacket(parser, whole));
            for (byte[] attachment : attachments) {
                decoder.add(attachment).ifPresent(whole -> holdForPacket(parser, whole));
            }
        } catch (MalformedPacketException refused) {
            // That is an answer, too.
        }
    }

    /**
     * What a packet is encoded to is the packet again, for a decoder without limits that matter. Packets are the same if
     * they are said in the same way: 1.0 and 1 are one number to some formats.
     */
    public static void holdForPacket(Parser parser, Packet packet) {
        EncodedPacket encoded = parser.encode(packet);
        Parser.Decoder decoder = parser.decoder(new PacketLimits(10_000, Long.MAX_VALUE, 1_000));
        Optional<Packet> decoded = encoded.text() == null ? Optional.empty() : decoder.add(encoded.text());
        for (byte[] attachment : encoded.attachments()) {
            assertThat(decoded).as("complete before its last attachment").isEmpty();
            decoded = decoder.add(attachment);
        }
        assertThat(decoded).hasValueSatisfying(same -> assertSame(parser.encode(same), encoded));
        assertThat(decoder.awaiting()).isEmpty();
    }

    private static void assertSame(EncodedPacket actual, EncodedPacket expected) {
        assertThat(actual.text()).isEqualTo(expected.text());
        assertThat(actual.attachments()).usingElementComparator(Arrays::compare).isEqualTo(expected.attachments());
    }
}
