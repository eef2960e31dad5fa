package xyz.anipub.socketio.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.EncodedPacket;
import xyz.anipub.socketio.packet.MalformedPacketException;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.packet.Parser;

/** Protocol section 7.1, line by line. */
class MsgpackParserTest {

    private static final OptionalLong NO_ID = OptionalLong.empty();

    private final Parser parser = new MsgpackParser();
    private final Parser.Decoder decoder = parser.decoder(new PacketLimits(0, 10, 3));

    @Test
    void aPacketIsOneBinaryMessage() {
        EncodedPacket encoded = parser.encode(Packet.Event.of("/", "e", Arguments.of(new byte[1], new byte[2])));

        assertThat(encoded.text()).isNull();
        assertThat(encoded.attachments()).hasSize(1);
    }

    @Test
    void writesTheReplyToConnect() {
        assertThat(hex(new Packet.Connect("/", Optional.of(object(Map.of("sid", "abc"))))))
                .isEqualTo("83 a4 74 79 70 65 00 a4 64 61 74 61 81 a3 73 69 64 a3 61 62 63 a3 6e 73 70 a1 2f");
    }

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(hex(new Packet.Connect("/", Optional.empty()))).isEqualTo("82 a4 74 79 70 65 00 a3 6e 73 70 a1 2f");
        assertThat(hex(new Packet.Disconnect("/a"))).isEqualTo("82 a4 74 79 70 65 01 a3 6e 73 70 a2 2f 61");
        assertThat(hex(new Packet.Ack("/", NO_ID, List.of())))
                .isEqualTo("83 a4 74 79 70 65 03 a4 64 61 74 61 90 a3 6e 73 70 a1 2f");
    }

    @Test
    void writesBytesWhereTheyStand() {
        assertThat(hex(Packet.Event.of("/", "x", Arguments.of((Object) new byte[] {1, 2, 3}))
                        .withId(5)))
                .isEqualTo("84 a4 74 79 70 65 02 a4 64 61 74 61 92 a1 78 c4 03 01 02 03 a3 6e 73 70 a1 2f"
                        + " a2 69 64 05");
    }

    @Test
    void readsABrowsersConnectWithoutAuth() {
        assertThat(read("83 a4 74 79 70 65 00 a4 64 61 74 61 d4 00 00 a3 6e 73 70 a1 2f"))
                .isEqualTo(new Packet.Connect("/", Optional.empty()));
    }

    @Test
    void ignoresOtherKeys() {
        Map<String, Object> packet = packet(2, List.of("e"));
        packet.put("options", Map.of("compress", true));
        packet.put("attachments", 7);

        assertThat(read(packet)).isEqualTo(Packet.Event.of("/", "e", List.of()));
    }

    static Stream<Packet> packets() {
        return Stream.of(
                new Packet.Connect("/", Optional.empty()),
                new Packet.Connect("/a", Optional.of(object(Map.of("token", "t")))),
                new Packet.Disconnect("/a"),
                Packet.Event.of("/", "e", Arguments.of(1, "é", null, List.of(), new byte[] {1})),
                Packet.Event.of("/", "e", Arguments.of(2.5)).withId((1L << 53) - 1),
                new Packet.Event("/", NO_ID, Arguments.of(1, "numeric")),
                new Packet.Ack("/a", OptionalLong.of(0), Arguments.of(Map.of("b", new byte[] {1, 2}))),
                new Packet.Ack("/", NO_ID, List.of()),
                new Packet.ConnectError("/", Arguments.value("no")),
                new Packet.ConnectError("/", Arguments.value(Map.of("message", "no"))));
    }

    @ParameterizedTest
    @MethodSource("packets")
    void readsWhatItWrites(Packet packet) {
        assertThat(decoder.add(parser.encode(packet).attachments().get(0))).contains(packet);
        assertThat(decoder.awaiting()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, -1, 100})
    void refusesUnknownTypes(int type) {
        refuses(packet(type, List.of("e")));
    }

    static Stream<Map<String, Object>> invalidPackets() {
        return Stream.of(
                Map.of(),
                Map.of("nsp", "/", "data", List.of("e")),
                Map.of("type", 2, "data", List.of("e")),
                Map.of("type", "2", "nsp", "/", "data", List.of("e")),
                Map.of("type", 1.5, "nsp", "/", "data", List.of("e")),
                Map.of("type", 2, "nsp", 1, "data", List.of("e")),
                Map.of("type", 2, "nsp", new byte[] {'/'}, "data", List.of("e")),
                packet(0, List.of()),
                packet(0, "token"),
                packet(0, null),
                packet(1, Map.of()),
                packet(1, null),
                packet(4, List.of()),
                packet(4, null),
                packet(4, new byte[1]),
                Map.of("type", 4, "nsp", "/"),
                packet(2, Map.of()),
                packet(2, "e"),
                packet(2, null),
                Map.of("type", 2, "nsp", "/"),
                packet(3, Map.of()),
                Map.of("type", 3, "nsp", "/"));
    }

    @ParameterizedTest
    @MethodSource("invalidPackets")
    void refusesPayloadsThatDoNotFitTheType(Map<String, Object> packet) {
        refuses(packet);
    }

    @ParameterizedTest
    @MethodSource("invalidIds")
    void refusesIdsThatAreNoWholeNumber(Object id) {
        Map<String, Object> packet = packet(2, List.of("e"));
        packet.put("id", id);

        refuses(packet);
    }

    static Stream<Object> invalidIds() {
        return Stream.of(1.5, "1", -1, 1L << 53, true, List.of());
    }

    @Test
    void refusesAnIdThatIsNull() {
        Map<String, Object> packet = packet(2, List.of("e"));
        packet.put("id", null);

        refuses(packet);
    }

    /** Here the reference server is not strict; the same rules for both formats are worth more. */
    @Test
    void refusesEventsWithoutANameOrWithAReservedOne() {
        refuses(packet(2, List.of()));
        refuses(packet(2, List.of(true)));
        refuses(packet(2, List.of(new byte[1])));
        refuses(packet(2, List.of("disconnect")));
    }

    @Test
    void refusesWhatIsNoMap() {
        assertThatThrownBy(() -> read("91 c0")).isInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> decoder.add(new byte[0])).isInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> decoder.add("2[\"e\"]")).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void holdsTheLimitsOfThePayload() {
        assertThat(read(packet(2, List.of("e", List.of(List.of()))))).isNotNull();
        refuses(packet(2, List.of("e", List.of(List.of(List.of())))));
        assertThat(read(packet(2, List.of("e", new byte[4], new byte[6])))).isNotNull();
        refuses(packet(2, List.of("e", new byte[5], new byte[6])));
    }

    private static Map<String, Object> packet(int type, Object payload) {
        Map<String, Object> packet = new LinkedHashMap<>();
        packet.put("type", type);
        packet.put("data", payload);
        packet.put("nsp", "/");
        return packet;
    }

    private void refuses(Map<String, Object> packet) {
        assertThatThrownBy(() -> read(packet)).isInstanceOf(MalformedPacketException.class);
    }

    private Packet read(Map<String, Object> packet) {
        return decoder.add(new ValueWriter().value(Arguments.value(packet)).toByteArray())
                .orElseThrow();
    }

    private Packet read(String hex) {
        return decoder.add(Bytes.of(hex)).orElseThrow();
    }

    private String hex(Packet packet) {
        return Bytes.hex(parser.encode(packet).attachments().get(0));
    }

    private static jakarta.json.JsonObject object(Map<String, Object> map) {
        return Arguments.value(map).asJsonObject();
    }
}
