package xyz.anipub.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PacketEncoderTest {

    private static final OptionalLong NO_ID = OptionalLong.empty();

    @Test
    void writesConnect() {
        assertThat(text(new Packet.Connect("/", Optional.empty()))).isEqualTo("0");
        assertThat(text(new Packet.Connect(
                        "/admin",
                        Optional.of(Arguments.value(Map.of("sid", "x")).asJsonObject()))))
                .isEqualTo("0/admin,{\"sid\":\"x\"}");
    }

    @Test
    void writesDisconnectWithTheCommaOfANamespace() {
        assertThat(text(new Packet.Disconnect("/"))).isEqualTo("1");
        assertThat(text(new Packet.Disconnect("/admin"))).isEqualTo("1/admin,");
    }

    @Test
    void writesEvents() {
        assertThat(text(Packet.Event.of("/", "foo", Arguments.of(1)))).isEqualTo("2[\"foo\",1]");
        assertThat(text(Packet.Event.of("/admin", "bar", List.of()).withId(13))).isEqualTo("2/admin,13[\"bar\"]");
    }

    @Test
    void writesAcks() {
        assertThat(text(new Packet.Ack("/admin", OptionalLong.of(13), Arguments.of("ok"))))
                .isEqualTo("3/admin,13[\"ok\"]");
        assertThat(text(new Packet.Ack("/", OptionalLong.of(0), List.of()))).isEqualTo("30[]");
        assertThat(text(new Packet.Ack("/", NO_ID, List.of()))).isEqualTo("3[]");
    }

    @Test
    void writesRefusals() {
        assertThat(text(new Packet.ConnectError("/random", Arguments.value(Map.of("message", "Invalid namespace")))))
                .isEqualTo("4/random,{\"message\":\"Invalid namespace\"}");
        assertThat(text(new Packet.ConnectError("/", Arguments.value("no")))).isEqualTo("4\"no\"");
    }

    @Test
    void replacesBinaryByPlaceholdersInDocumentOrder() {
        Map<String, Object> deep = new LinkedHashMap<>();
        deep.put("a", new byte[] {2});
        deep.put("b", List.of(new byte[] {3}, "x"));
        EncodedPacket packet = PacketEncoder.encode(Packet.Event.of("/", "baz", Arguments.of(new byte[] {1}, deep)));

        assertThat(packet.text())
                .isEqualTo("53-[\"baz\",{\"_placeholder\":true,\"num\":0},"
                        + "{\"a\":{\"_placeholder\":true,\"num\":1},\"b\":[{\"_placeholder\":true,\"num\":2},\"x\"]}]");
        assertThat(packet.attachments()).containsExactly(new byte[] {1}, new byte[] {2}, new byte[] {3});
    }

    @Test
    void writesBinaryAcks() {
        EncodedPacket packet =
                PacketEncoder.encode(new Packet.Ack("/admin", OptionalLong.of(15), Arguments.of(new byte[] {7})));

        assertThat(packet.text()).isEqualTo("61-/admin,15[{\"_placeholder\":true,\"num\":0}]");
        assertThat(packet.attachments()).containsExactly(new byte[] {7});
    }

    @Test
    void hasNoAttachmentsWithoutBinary() {
        assertThat(PacketEncoder.encode(Packet.Event.of("/", "a", List.of())).attachments())
                .isEmpty();
    }

    @Test
    void refusesBinaryInConnectAndRefusal() {
        JsonValue binary = Arguments.value(Map.of("a", new byte[1]));
        assertThatThrownBy(() -> text(new Packet.ConnectError("/", binary)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("only events and acks carry binary values");
        assertThatThrownBy(() -> text(new Packet.Connect("/", Optional.of(binary.asJsonObject()))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesAllKindsOfValues() {
        assertThat(args(true, false, null, 1, 1.5, "s", List.of(), Map.of(), List.of(1, List.of(2))))
                .isEqualTo("true,false,null,1,1.5,\"s\",[],{},[1,[2]]");
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("b", 1);
        object.put("a\"", "2");
        object.put("c", Map.of("d", List.of()));
        assertThat(args(object)).isEqualTo("{\"b\":1,\"a\\\"\":\"2\",\"c\":{\"d\":[]}}");
    }

    @Test
    void escapesTextAsJsonStringifyDoes() {
        assertThat(args("\" \\ / \b \t \n \f \r")).isEqualTo("\"\\\" \\\\ / \\b \\t \\n \\f \\r\"");
        assertThat(args("\u0000\u001e\u001f \u007f\u2028")).isEqualTo("\"\\u0000\\u001e\\u001f \u007f\u2028\"");
        assertThat(args("\u00e9\u20ac")).isEqualTo("\"\u00e9\u20ac\"");
    }

    @Test
    void keepsSurrogatePairsAndEscapesLoneOnes() {
        assertThat(args("\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"");
        assertThat(args("\ud83d\ude00x")).isEqualTo("\"\ud83d\ude00x\"");
        assertThat(args("a\ud83d")).isEqualTo("\"a\\ud83d\"");
        assertThat(args("\ud83dx")).isEqualTo("\"\\ud83dx\"");
        assertThat(args("\ude00\ud83d")).isEqualTo("\"\\ude00\\ud83d\"");
    }

    @Test
    void roundTripsThroughTheDecoder() {
        Packet.Event event = Packet.Event.of(
                        "/n", "e", Arguments.of("\ud800 \u0007 \"", List.of(1, 2.5, new byte[] {1, 2}), new byte[0]))
                .withId(7);
        EncodedPacket encoded = PacketEncoder.encode(event);
        PacketDecoder decoder = new PacketDecoder(PacketLimits.standard());

        assertThat(decoder.add(encoded.text())).isEmpty();
        assertThat(decoder.add(encoded.attachments().get(0))).isEmpty();
        assertThat(decoder.add(encoded.attachments().get(1))).contains(event);
    }

    private static String args(Object... values) {
        String text = text(Packet.Event.of("/", "e", Arguments.of(values)));
        assertThat(text).startsWith("2[\"e\",").endsWith("]");
        return text.substring("2[\"e\",".length(), text.length() - 1);
    }

    private static String text(Packet packet) {
        return PacketEncoder.encode(packet).text();
    }
}
