package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What holds for a revision's wire whatever comes: it is read and can be said again, or it is refused. */
final class RevisionLaws {

    private RevisionLaws() {}

    /** A text message is a packet or malformed, and nothing else comes out; a packet survives its own text. */
    static void holdForMessage(Revision revision, String message) {
        Packet packet;
        try {
            packet = revision.decode(message);
        } catch (MalformedPacketException refused) {
            return;
        }
        assertSame(revision, revision.decode(revision.text(packet)), packet);
    }

    /** A binary message is a packet or malformed. */
    static void holdForMessage(Revision revision, byte[] message) {
        try {
            Packet packet = revision.decode(message.clone());
            assertSame(revision, revision.decode(revision.text(packet)), packet);
        } catch (MalformedPacketException refused) {
            // That is an answer, too.
        }
    }

    /** A payload is packets up to a malformed one; those packets survive a payload of their own. */
    static void holdForPayload(Revision revision, PayloadBody payload) {
        List<Packet> packets = new ArrayList<>();
        try {
            revision.decode(payload, packets::add);
        } catch (MalformedPacketException refused) {
            // Those before it count.
        }
        if (!packets.isEmpty()) {
            holdForPackets(revision, packets, false);
            holdForPackets(revision, packets, true);
        }
    }

    /** Packets, none of whose data has a separator in it, come back from the payload that is made of them. */
    static void holdForPackets(Revision revision, List<Packet> packets, boolean textOnly) {
        List<EncodedPacket> encoded = packets.stream().map(EncodedPacket::of).toList();
        List<Packet> decoded = new ArrayList<>();
        revision.decode(revision.encode(encoded, textOnly), decoded::add);
        assertThat(decoded).hasSameSizeAs(packets);
        for (int i = 0; i < packets.size(); i++) {
            assertSame(revision, decoded.get(i), packets.get(i));
        }
    }

    /** Binary packets are the same if their bytes are; records compare arrays by identity. */
    private static void assertSame(Revision revision, Packet actual, Packet expected) {
        assertThat(actual).hasSameClassAs(expected);
        assertThat(revision.text(actual)).isEqualTo(revision.text(expected));
    }
}
