package xyz.anipub.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketDecoderTest {

    private final PacketDecoder decoder = new PacketDecoder(PacketLimits.standard());

    static Stream<Arguments> accepted() {
        return Stream.of(
                row("connect", "0", new Packet.Connect("/", Optional.empty())),
                row("connect with auth", "0{\"token\":\"123\"}", connect("/")),
                row("connect to a namespace with auth", "0/woot,{\"token\":\"123\"}", connect("/woot")),
                row("connect without comma", "0/custom", new Packet.Connect("/custom", Optional.empty())),
                row("connect with a query", "0/a?b=1,", new Packet.Connect("/a?b=1", Optional.empty())),
                row("disconnect", "1", new Packet.Disconnect("/")),
                row("disconnect of a namespace", "1/woot", new Packet.Disconnect("/woot")),
                row("disconnect with comma", "1/woot,", new Packet.Disconnect("/woot")),
                row(
                        "numeric event",
                        "2[1,\"a\",{}]",
                        event("/", OptionalLong.empty(), 1, "a", JsonValue.EMPTY_JSON_OBJECT)),
                row("event", "2[\"a\",1,{}]", event("/", OptionalLong.empty(), "a", 1, JsonValue.EMPTY_JSON_OBJECT)),
                row(
                        "event with ack id",
                        "2/test,1[\"a\",1,{}]",
                        event("/test", OptionalLong.of(1), "a", 1, JsonValue.EMPTY_JSON_OBJECT)),
                row(
                        "event with the highest ack id",
                        "29007199254740991[\"a\"]",
                        event("/", OptionalLong.of(9007199254740991L), "a")),
                row(
                        "event with ack id of all digits",
                        "21234567890[\"a\"]",
                        event("/", OptionalLong.of(1234567890L), "a")),
                row("event with null", "2[\"a\",null]", event("/", OptionalLong.empty(), "a", null)),
                row("event named error", "2[\"error\"]", event("/", OptionalLong.empty(), "error")),
                row("ack", "3123[\"a\",1,{}]", ack(OptionalLong.of(123), "a", 1, JsonValue.EMPTY_JSON_OBJECT)),
                row("ack without id", "3[]", ack(OptionalLong.empty())),
                row("ack with a reserved word", "30[\"connect\"]", ack(OptionalLong.of(0), "connect")),
                row("binary event without attachments", "50-[\"x\"]", event("/", OptionalLong.empty(), "x")),
                row("binary ack without attachments", "60-/a,7[]", new Packet.Ack("/a", OptionalLong.of(7), List.of())),
                row("refusal", "4{\"token\":\"123\"}", new Packet.ConnectError("/", token())),
                row("refusal as text", "4/a,\"no\"", new Packet.ConnectError("/a", value("no"))),
                row(
                        "placeholder in a plain event",
                        "2[\"x\",{\"_placeholder\":true,\"num\":0}]",
                        event(
                                "/",
                                OptionalLong.empty(),
                                "x",
                                Json.parse("{\"_placeholder\":true,\"num\":0}", PacketLimits.standard()))));
    }

    static Stream<Arguments> rejected() {
        return Stream.of(
                row("unfinished JSON", "2[\"some\",\"data\"", "payload is not JSON"),
                row("type and packet type", "42[\"some\",\"data\"", "payload is not JSON"),
                row("an exponent that no number has", "2[\"x\",1e11111111111]", "payload is not JSON"),
                row("blank payload", "2 ", "payload is not JSON"),
                row("connect with text", "0/admin,\"invalid\"", "invalid payload"),
                row("connect with array", "0[]", "invalid payload"),
                row("connect with null", "0null", "invalid payload"),
                row("disconnect with payload", "1/admin,{}", "invalid payload"),
                row("event with unfinished text", "2/admin,\"invalid", "payload is not JSON"),
                row("event with object", "2/admin,{}", "invalid payload"),
                row("event with text", "2\"a\"", "invalid payload"),
                row("event without payload", "2", "invalid payload"),
                row("event without payload, with id", "2/a,1", "invalid payload"),
                row("event without name", "2[]", "invalid payload"),
                row("object as event name", "2[{\"toString\":\"foo\"}]", "invalid payload"),
                row("boolean as event name", "2[true,\"foo\"]", "invalid payload"),
                row("null as event name", "2[null,\"bar\"]", "invalid payload"),
                row("array as event name", "2[[],\"bar\"]", "invalid payload"),
                row("infinite number as event name", "2[1e999,\"bar\"]", "invalid payload"),
                row("reserved connect", "2[\"connect\"]", "reserved event name"),
                row("reserved connect_error", "2[\"connect_error\"]", "reserved event name"),
                row("reserved disconnect", "2[\"disconnect\",\"123\"]", "reserved event name"),
                row("reserved disconnecting", "2[\"disconnecting\"]", "reserved event name"),
                row("reserved newListener", "2[\"newListener\"]", "reserved event name"),
                row("reserved removeListener", "2[\"removeListener\"]", "reserved event name"),
                row("reserved name in a binary event", "51-[\"connect\",1]", "reserved event name"),
                row("placeholder as event name", "51-[{\"_placeholder\":true,\"num\":0}]", "invalid payload"),
                row("ack without payload", "31", "invalid payload"),
                row("ack with object", "31{}", "invalid payload"),
                row("refusal without payload", "4", "invalid payload"),
                row("refusal with true", "4/a,true", "invalid payload"),
                row("refusal with array", "4[]", "invalid payload"),
                row("binary event alone", "5", "illegal attachments"),
                row("binary event without dash", "51", "illegal attachments"),
                row("binary event without count", "5-[\"a\"]", "illegal attachments"),
                row("binary event with a letter", "5a-", "illegal attachments"),
                row("binary event with a broken count", "51.23-", "illegal attachments"),
                row("binary event with a negative count", "5-1-[\"a\"]", "illegal attachments"),
                row("binary ack alone", "6", "illegal attachments"),
                row("eleven attachments", "511-[\"a\"]", "too many attachments"),
                row("a count beyond all integers", "599999999999999999999-[\"a\"]", "too many attachments"),
                row("unknown type", "999", "unknown packet type"),
                row("type just above", "7[\"a\"]", "unknown packet type"),
                row("type just below", "/[\"a\"]", "unknown packet type"),
                row("letters", "abc", "unknown packet type"),
                row("letters after the type", "2abc[\"x\"]", "payload is not JSON"),
                row("empty", "", "empty packet"),
                row("space", " ", "unknown packet type"),
                row("two arrays", "2[\"a\"][\"b\"]", "payload is not JSON"),
                row("garbage behind", "2[\"a\"]x", "payload is not JSON"),
                row("comma behind", "2[\"a\"],", "payload is not JSON"),
                row("trailing comma", "2[\"a\",]", "payload is not JSON"),
                row("NaN", "2[\"a\",NaN]", "payload is not JSON"),
                row("raw line feed in text", "2[\"a\nb\"]", "payload is not JSON"),
                row("single quotes", "2['a']", "payload is not JSON"),
                row("ack id beyond the highest", "29007199254740992[\"a\"]", "ack id out of range"),
                row("ack id beyond all integers", "2" + "9".repeat(400) + "[\"a\"]", "ack id out of range"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void accepts(String name, String text, Packet packet) {
        assertThat(decoder.add(text)).contains(packet);
        assertThat(decoder.awaiting()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejected")
    void rejects(String name, String text, String message) {
        assertThatThrownBy(() -> decoder.add(text))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage(message);
    }

    @Test
    void acceptsTenAttachments() {
        assertThat(decoder.add("510-[\"a\"]")).isEmpty();
        for (int i = 0; i < 9; i++) {
            assertThat(decoder.add(new byte[] {1})).isEmpty();
        }
        assertThat(decoder.add(new byte[] {1})).isPresent();
    }

    @Test
    void namesTheNamespaceWhoseAttachmentsAreMissing() {
        decoder.add("51-/admin,[\"a\"]");
        assertThat(decoder.awaiting()).contains("/admin");
        decoder.add(new byte[0]);
        assertThat(decoder.awaiting()).isEmpty();
    }

    @Test
    void putsAttachmentsInTheirPlaces() {
        decoder.add("52-/n,3[\"a\",{\"deep\":[{\"_placeholder\":true,\"num\":1}],\"k\":\"v\"},"
                + "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":false,\"num\":0}]");
        decoder.add(new byte[] {1});
        Packet.Event event = (Packet.Event) decoder.add(new byte[] {2, 3}).orElseThrow();

        assertThat(event.namespace()).isEqualTo("/n");
        assertThat(event.id()).hasValue(3);
        assertThat(event.name()).isEqualTo("a");
        JsonObject object = event.arguments().get(0).asJsonObject();
        assertThat(((Binary) object.getJsonArray("deep").get(0)).bytes()).containsExactly(2, 3);
        assertThat(object.getString("k")).isEqualTo("v");
        assertThat(((Binary) event.arguments().get(1)).bytes()).containsExactly(1);
        assertThat(event.arguments().get(2)).hasToString("{\"_placeholder\":false,\"num\":0}");
    }

    @Test
    void putsAttachmentsIntoAcks() {
        decoder.add("61-/n,15[{\"_placeholder\":true,\"num\":0}]");
        Packet.Ack ack = (Packet.Ack) decoder.add(new byte[] {9}).orElseThrow();

        assertThat(ack.namespace()).isEqualTo("/n");
        assertThat(ack.id()).hasValue(15);
        assertThat(((Binary) ack.arguments().get(0)).bytes()).containsExactly(9);
    }

    @Test
    void usesAnAttachmentTwiceAndDropsOneThatIsNotUsed() {
        decoder.add("52-[\"a\",{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":1}]");
        decoder.add(new byte[] {1});
        Packet.Event event = (Packet.Event) decoder.add(new byte[] {2}).orElseThrow();

        assertThat(event.arguments()).hasSize(2).allSatisfy(argument -> assertThat(((Binary) argument).bytes())
                .containsExactly(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "0.5", "1e9", "\"0\"", "null", "true", "99999999999999999999", "4294967296"})
    void rejectsAPlaceholderOutOfRange(String num) {
        decoder.add("51-[\"a\",{\"_placeholder\":true,\"num\":" + num + "}]");
        assertThatThrownBy(() -> decoder.add(new byte[0]))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("illegal attachments");
    }

    @Test
    void rejectsAPlaceholderWithoutNumber() {
        decoder.add("51-[\"a\",{\"_placeholder\":true}]");
        assertThatThrownBy(() -> decoder.add(new byte[0])).hasMessage("illegal attachments");
    }

    @Test
    void rejectsTextWhileAttachmentsAreMissing() {
        decoder.add("51-[\"a\"]");
        assertThatThrownBy(() -> decoder.add("2[\"b\"]"))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("text instead of an attachment");
    }

    @Test
    void rejectsBinaryWithoutHeader() {
        assertThatThrownBy(() -> decoder.add(new byte[] {1}))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("binary without a header");
    }

    @Test
    void boundsTheSumOfAttachments() {
        PacketDecoder small = new PacketDecoder(new PacketLimits(3, 5, 9));
        small.add("53-[\"a\"]");
        small.add(new byte[3]);
        small.add(new byte[2]);
        assertThatThrownBy(() -> small.add(new byte[1]))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("attachments too large");
    }

    @Test
    void countsAttachmentsOfEachPacketAnew() {
        PacketDecoder small = new PacketDecoder(new PacketLimits(1, 5, 9));
        for (int i = 0; i < 3; i++) {
            small.add("51-[\"a\"]");
            assertThat(small.add(new byte[5])).isPresent();
        }
    }

    @Test
    void acceptsTheAllowedNumberOfAttachmentsOnly() {
        PacketDecoder small = new PacketDecoder(new PacketLimits(2, 5, 9));
        assertThatThrownBy(() -> small.add("53-[\"a\"]")).hasMessage("too many attachments");
        assertThat(small.add("52-[\"a\"]")).isEmpty();
    }

    @Test
    void boundsTheDepth() {
        PacketDecoder shallow = new PacketDecoder(new PacketLimits(1, 5, 3));
        assertThat(shallow.add("2[\"[[[[{{{{\\\"[[[\",[{}],[[]]]")).isPresent();
        assertThatThrownBy(() -> shallow.add("2[\"a\",[{\"a\":[]}]]"))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("payload nests deeper than 3 levels");
        assertThatThrownBy(() -> decoder.add("2[\"a\"," + "[".repeat(900_000)))
                .isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void boundsTheNumberOfValues() {
        PacketDecoder small = new PacketDecoder(new PacketLimits(1, 5, 9, 6));
        assertThat(small.add("2[\"a,,,,,[[[[\",[1,2],{}]")).isPresent();
        assertThatThrownBy(() -> small.add("2[\"a\",1,2,3,4,5,6]"))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("payload has more than 6 values");
        assertThatThrownBy(() -> decoder.add("2[\"a\"" + ",{}".repeat(300_000) + "]"))
                .hasMessage("payload has more than 50000 values");
        assertThat(decoder.add("2[\"a\",\"" + ",".repeat(900_000) + "\"]")).isPresent();
    }

    @Test
    void survivesAnEndlessNumber() {
        String text = "2[\"a\"," + "9".repeat(900_000) + "]";
        assertThatThrownBy(() -> decoder.add(text))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("payload is not JSON");
    }

    @Test
    void answersEveryTextWithAPacketOrAMalformedPacket() {
        Random random = new Random(42);
        String alphabet = "0123456-/,[]{}\"\\:ae.truefalsn_placeholder \u2028\ud800";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder().append(random.nextInt(7));
            int length = random.nextInt(24);
            for (int i = 0; i < length; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                new PacketDecoder(PacketLimits.standard()).add(text.toString());
            } catch (MalformedPacketException expected) {
                assertThat(expected.getMessage()).doesNotContain("placeholder");
            }
        }
    }

    private static Arguments row(Object... cells) {
        return Arguments.of(cells);
    }

    private static Packet connect(String namespace) {
        return new Packet.Connect(namespace, Optional.of(token()));
    }

    private static JsonObject token() {
        return Json.PROVIDER.createObjectBuilder().add("token", "123").build();
    }

    private static Packet event(String namespace, OptionalLong id, Object... values) {
        return new Packet.Event(namespace, id, xyz.anipub.socketio.packet.Arguments.of(values));
    }

    private static Packet ack(OptionalLong id, Object... values) {
        return new Packet.Ack("/", id, xyz.anipub.socketio.packet.Arguments.of(values));
    }

    private static JsonValue value(Object value) {
        return xyz.anipub.socketio.packet.Arguments.value(value);
    }
}
