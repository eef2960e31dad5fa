package xyz.anipub.socketio.packet;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import xyz.anipub.socketio.msgpack.MsgpackParser;

/** {@link ParserLaws} for packets and for what is none, drawn at random. */
class ParserPropertyTest {

    private static final long MAX_ID = (1L << 53) - 1;

    @Property
    void packetsComeBackFromTheirMessages(@ForAll("parsers") Parser parser, @ForAll("packets") Packet packet) {
        ParserLaws.holdForPacket(parser, packet);
    }

    @Property
    void anyMessagesArePacketsOrMalformed(
            @ForAll("parsers") Parser parser, @ForAll String text, @ForAll List<byte[]> attachments) {
        ParserLaws.holdForMessages(parser, PacketLimits.standard(), text, attachments);
    }

    @Property
    void damagedMessagesArePacketsOrMalformed(
            @ForAll("packets") Packet packet,
            @ForAll int position,
            @ForAll("damage") String damage,
            @ForAll boolean inserted) {
        Parser parser = Parser.standard();
        EncodedPacket whole = parser.encode(packet);
        String text = whole.text();
        int at = Math.floorMod(position, text.length());
        String damaged = text.substring(0, at) + damage + text.substring(inserted ? at : at + 1);
        ParserLaws.holdForMessages(parser, PacketLimits.standard(), damaged, whole.attachments());
    }

    @Property
    void aDamagedBinaryMessageIsAPacketOrMalformed(
            @ForAll("packets") Packet packet, @ForAll int position, @ForAll byte other) {
        Parser parser = new MsgpackParser();
        byte[] damaged = parser.encode(packet).attachments().get(0).clone();
        damaged[Math.floorMod(position, damaged.length)] = other;
        ParserLaws.holdForMessages(parser, PacketLimits.standard(), null, List.of(damaged));
    }

    @Provide
    Arbitrary<Parser> parsers() {
        return Arbitraries.of(Parser.standard(), new MsgpackParser());
    }

    @Provide
    Arbitrary<String> damage() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(2),
                Arbitraries.of("", "0", "9", "-", ",", "/", "[", "]", "{", "}", "\"", "\\", "_placeholder", "1e9"));
    }

    @Provide
    Arbitrary<Packet> packets() {
        Arbitrary<String> namespace = Arbitraries.oneOf(
                Arbitraries.of("/", "/admin", "/a/b", "/13"),
                Arbitraries.strings().alpha().ofMaxLength(8).map(name -> "/" + name));
        Arbitrary<OptionalLong> id = Arbitraries.oneOf(
                Arbitraries.just(OptionalLong.empty()),
                Arbitraries.longs().between(0, MAX_ID).map(OptionalLong::of));
        Arbitrary<String> name = Arbitraries.strings().ofMaxLength(8).filter(text -> !ReservedEvents.contains(text));
        Arbitrary<List<JsonValue>> values = value(3).list().ofMaxSize(4);
        return Arbitraries.oneOf(
                Combinators.combine(namespace, id, name, values)
                        .as((nsp, ack, event, arguments) -> event(nsp, ack, event, arguments)),
                Combinators.combine(namespace, id, values).as(Packet.Ack::new),
                Combinators.combine(namespace, object().optional()).as(Packet.Connect::new),
                namespace.map(Packet.Disconnect::new),
                Combinators.combine(namespace, object()).as(Packet.ConnectError::new));
    }

    private static Packet event(String namespace, OptionalLong id, String name, List<JsonValue> arguments) {
        Packet.Event event = Packet.Event.of(namespace, name, arguments);
        return id.isPresent() ? event.withId(id.getAsLong()) : event;
    }

    private static Arbitrary<JsonObject> object() {
        return members(plain()).map(members -> Arguments.value(members).asJsonObject());
    }

    private static Arbitrary<JsonValue> value(int depth) {
        Arbitrary<JsonValue> leaf = Arbitraries.oneOf(
                plain(), Arbitraries.bytes().array(byte[].class).ofMaxSize(8).map(Binary::copyOf));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<JsonValue> inner = value(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(4, leaf),
                Tuple.of(1, inner.list().ofMaxSize(3).map(Arguments::value)),
                Tuple.of(1, members(inner).map(Arguments::value)));
    }

    private static Arbitrary<JsonValue> plain() {
        return Arbitraries.oneOf(
                Arbitraries.of(JsonValue.NULL, JsonValue.TRUE, JsonValue.FALSE),
                Arbitraries.strings().ofMaxLength(8).map(Arguments::value),
                Arbitraries.longs().map(Arguments::value),
                Arbitraries.doubles().map(Arguments::value));
    }

    private static Arbitrary<Map<String, JsonValue>> members(Arbitrary<JsonValue> value) {
        // An object with this member is a placeholder to every peer.
        return Arbitraries.maps(
                        Arbitraries.strings().ofMaxLength(6).filter(name -> !name.equals("_placeholder")), value)
                .ofMaxSize(3);
    }
}
