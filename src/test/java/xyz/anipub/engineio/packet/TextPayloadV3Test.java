package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol section 2.2. */
class TextPayloadV3Test {

    private final List<Packet> received = new ArrayList<>();

    private void decode(String payload) {
        Revision.V3.decode(PayloadBody.ofText(payload.getBytes(StandardCharsets.UTF_8)), received::add);
    }

    @Test
    void readsTextAndBinary() {
        decode("6:4hello10:b4AQIDBA==1:2");

        assertThat(received).hasSize(3);
        assertThat(received).element(0).isEqualTo(new Packet.Text("hello"));
        PacketCodecV3Test.assertBinary(received.get(1), "01020304");
        assertThat(received).element(2).isEqualTo(new Packet.Ping(""));
    }

    @Test
    void countsUtf16UnitsAndNotBytes() {
        decode("4:4😀€3:4ab");

        assertThat(received).containsExactly(new Packet.Text("😀€"), new Packet.Text("ab"));
    }

    @Test
    void takesColonsAndDigitsOfAPacketForItsContent() {
        decode("7:41:2:3:1:6");

        assertThat(received).containsExactly(new Packet.Text("1:2:3:"), new Packet.Noop());
    }

    @ParameterizedTest
    @CsvSource({"006:4hello, hello", "000000000000000000000000000002:4a, a", "0:6:4hello, hello", "0:0:1:4, ''"})
    void skipsPacketsOfNoLengthAndLeadingZeros(String payload, String text) {
        decode(payload);

        assertThat(received).containsExactly(new Packet.Text(text));
    }

    @Test
    void isSilentAboutAPayloadOfNoPacket() {
        decode("0:");

        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty payload",
        "4hello, no colon after a length",
        "6, no colon after a length",
        ":4hello, no length",
        "x:4hello, length is not a number",
        "-1:4, length is not a number",
        "+1:4, length is not a number",
        "1e0:4, length is not a number",
        "' 1:4', length is not a number",
        "1.0:4, length is not a number",
        "/:4, length is not a number",
        "٣:4ab, length is not a number",
        "7:4hello, payload is shorter than its length",
        "1:, payload is shorter than its length",
        "99999999999999999999999999999999999999:4, payload is shorter than its length",
        "2147483648:4, payload is shorter than its length",
        "4294967298:4a, payload is shorter than its length",
        "1:7, unknown packet type",
        "1:b, binary without a type",
        "3:4😀€, no colon after a length",
        "2:4😀€, length cuts a character in two",
    })
    void refusesWhatIsNoPayload(String payload, String problem) {
        assertThatThrownBy(() -> decode(payload))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "x:4late", "9:4late", "1:75:4late", "5"})
    void deliversWhatStandsBeforeTheErrorAndNothingAfterIt(String rest) {
        assertThatThrownBy(() -> decode("6:4early" + rest)).isInstanceOf(MalformedPacketException.class);

        assertThat(received).containsExactly(new Packet.Text("early"));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        PayloadBody body = PayloadBody.ofText(new byte[] {'2', ':', '4', (byte) 0xc3});

        assertThatThrownBy(() -> Revision.V3.decode(body, received::add))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("payload is not UTF-8");
    }

    @Test
    void writesLengthsInUtf16Units() {
        PayloadBody body = written(true, new Packet.Text("😀€"));

        assertThat(HexFormat.of().formatHex(body.content())).isEqualTo("343a34f09f9880e282ac");
        assertThat(body.isBinary()).isFalse();
    }

    @Test
    void writesBinaryInBase64ForAClientThatTakesNoBinary() {
        PayloadBody body = written(true, new Packet.Text("hello"), new Packet.Binary(new byte[] {1, 2, 3, 4}));

        assertThat(body.isBinary()).isFalse();
        assertThat(body.text()).isEqualTo("6:4hello10:b4AQIDBA==");
    }

    @Test
    void writesTextForAnybodyIfThereIsNoBinary() {
        PayloadBody body = written(false, new Packet.Noop(), new Packet.Close());

        assertThat(body.isBinary()).isFalse();
        assertThat(body.text()).isEqualTo("1:61:1");
    }

    @Test
    void readsWhatItWrites() {
        List<Packet> packets = List.of(
                new Packet.Text(""), new Packet.Text("1:4😀:"), new Packet.Pong("probe"), new Packet.Text("\u001e\n"));

        Revision.V3.decode(written(true, packets.toArray(Packet[]::new)), received::add);

        assertThat(received).isEqualTo(packets);
    }

    static PayloadBody written(boolean textOnly, Packet... packets) {
        return Revision.V3.encode(Stream.of(packets).map(EncodedPacket::of).toList(), textOnly);
    }
}
