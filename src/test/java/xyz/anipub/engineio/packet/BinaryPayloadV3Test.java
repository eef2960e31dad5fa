package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol section 2.3. */
class BinaryPayloadV3Test {

    private final List<Packet> received = new ArrayList<>();

    private void decode(String hex) {
        Revision.V3.decode(PayloadBody.ofFrames(HexFormat.of().parseHex(hex.replace(" ", ""))), received::add);
    }

    private static String written(Packet... packets) {
        PayloadBody body = TextPayloadV3Test.written(false, packets);
        assertThat(body.isBinary()).isTrue();
        return HexFormat.ofDelimiter(" ").formatHex(body.content());
    }

    @Test
    void readsAndWritesTheExampleOfTheConformanceSuite() {
        String example = "00 06 ff 34 68 65 6c 6c 6f 01 05 ff 04 01 02 03 04";

        decode(example);

        assertThat(received).hasSize(2);
        assertThat(received).element(0).isEqualTo(new Packet.Text("hello"));
        PacketCodecV3Test.assertBinary(received.get(1), "01020304");
        assertThat(written(new Packet.Text("hello"), new Packet.Binary(new byte[] {1, 2, 3, 4})))
                .isEqualTo(example);
    }

    @Test
    void countsTheBytesOfText() {
        String example = "00 04 ff 34 e2 82 ac 01 05 ff 04 01 02 03 04";

        decode(example);

        assertThat(received).element(0).isEqualTo(new Packet.Text("€"));
        assertThat(written(new Packet.Text("€"), new Packet.Binary(new byte[] {1, 2, 3, 4})))
                .isEqualTo(example);
    }

    @Test
    void readsAndWritesLengthsDigitByDigit() {
        String text = "x".repeat(1_229);
        String packet = written(new Packet.Text(text), new Packet.Binary(new byte[0]));

        assertThat(packet).startsWith("00 01 02 03 00 ff 34 78 78").endsWith("78 78 01 01 ff 04");
        decode(packet);

        assertThat(received).element(0).isEqualTo(new Packet.Text(text));
        PacketCodecV3Test.assertBinary(received.get(1), "");
    }

    @Test
    void readsText() {
        decode("00 01 ff 32 00 00 01 ff 36");

        assertThat(received).containsExactly(new Packet.Ping(""), new Packet.Noop());
    }

    @Test
    void mendsBrokenUtf8() {
        decode("00 02 ff 34 c3");

        assertThat(received).containsExactly(new Packet.Text("\ufffd"));
    }

    @Test
    void takesASeparatorInTheContentForContent() {
        decode("01 03 ff 04 ff 00 00 01 ff 34");

        PacketCodecV3Test.assertBinary(received.get(0), "ff00");
        assertThat(received).element(1).isEqualTo(new Packet.Text(""));
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty payload",
        "02 01 ff 34, unknown kind of frame",
        "34 68 65, unknown kind of frame",
        "ff, unknown kind of frame",
        "00, length without an end",
        "00 01, length without an end",
        "00 ff, no length",
        "00 0a ff, length is not a number",
        "00 31 ff 34, length is not a number",
        "00 fe ff 34, length is not a number",
        "00 02 ff 34, payload is shorter than its length",
        "00 02 01 04 07 04 08 03 06 04 09 ff 34, payload is shorter than its length",
        "00 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 ff 34, "
                + "payload is shorter than its length",
        "00 00 ff, empty packet",
        "01 00 ff, empty packet",
        "00 01 ff 37, unknown packet type",
        "01 01 ff 07, unknown packet type",
        "01 01 ff 34, unknown packet type",
    })
    void refusesWhatIsNoPayload(String payload, String problem) {
        assertThatThrownBy(() -> decode(payload))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "00", "00 09 ff 34", "00 01 ff 37 00 01 ff 34"})
    void deliversWhatStandsBeforeTheErrorAndNothingAfterIt(String rest) {
        assertThatThrownBy(() -> decode("00 02 ff 34 61" + rest)).isInstanceOf(MalformedPacketException.class);

        assertThat(received).containsExactly(new Packet.Text("a"));
    }

    @Test
    void readsALengthOfAtMost310Digits() {
        decode("00" + "00".repeat(309) + "01 ff 34");
        assertThat(received).containsExactly(new Packet.Text(""));

        assertThatThrownBy(() -> decode("00" + "00".repeat(310) + "01 ff 34"))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("length is not a number");
    }
}
