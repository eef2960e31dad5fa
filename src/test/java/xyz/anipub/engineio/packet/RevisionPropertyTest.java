package xyz.anipub.engineio.packet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** {@link RevisionLaws} for packets and for what is none, drawn at random. */
class RevisionPropertyTest {

    @Property
    void packetsComeBackFromTheirPayload(
            @ForAll Revision revision, @ForAll("packets") List<Packet> packets, @ForAll boolean textOnly) {
        RevisionLaws.holdForPackets(revision, packets, textOnly);
    }

    @Property
    void anyTextIsAPacketOrMalformed(@ForAll Revision revision, @ForAll String message) {
        RevisionLaws.holdForMessage(revision, message);
    }

    @Property
    void anyBytesAreAPacketOrMalformed(@ForAll Revision revision, @ForAll byte[] message) {
        RevisionLaws.holdForMessage(revision, message);
    }

    @Property
    void anyBodyIsPacketsUpToAMalformedOne(
            @ForAll Revision revision, @ForAll byte[] content, @ForAll boolean isBinary) {
        RevisionLaws.holdForPayload(revision, new PayloadBody(content, isBinary));
    }

    @Property
    void aDamagedPayloadIsPacketsUpToAMalformedOne(
            @ForAll Revision revision,
            @ForAll("packets") List<Packet> packets,
            @ForAll int position,
            @ForAll byte other) {
        PayloadBody whole =
                revision.encode(packets.stream().map(EncodedPacket::of).toList(), false);
        byte[] damaged = whole.content().clone();
        damaged[Math.floorMod(position, damaged.length)] = other;
        RevisionLaws.holdForPayload(revision, new PayloadBody(damaged, whole.isBinary()));
    }

    @Provide
    Arbitrary<List<Packet>> packets() {
        return packet().list().ofMinSize(1).ofMaxSize(6);
    }

    private static Arbitrary<Packet> packet() {
        return Arbitraries.oneOf(
                text().map(Packet.Text::new),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Packet.Binary::new),
                text().map(Packet.Ping::new),
                text().map(Packet.Pong::new),
                text().map(Packet.Open::new),
                Arbitraries.of(new Packet.Close(), new Packet.Upgrade(), new Packet.Noop()));
    }

    /** What UTF-8 can carry, without the separator, which no JSON contains. */
    private static Arbitrary<String> text() {
        return Combinators.combine(
                        Arbitraries.strings().ofMaxLength(12),
                        Arbitraries.of("", "é", "€", "😀", ":", "\u0000", "12:", "b4"))
                .as(String::concat)
                .map(text -> text.replace(Payload.SEPARATOR, '_'))
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
