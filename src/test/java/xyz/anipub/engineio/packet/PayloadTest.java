package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    private final List<String> packets = new ArrayList<>();

    private void decode(String payload) {
        Payload.decode(payload, packet -> packets.add(PacketCodec.encode(packet)));
    }

    private static String encode(Packet... packets) {
        List<EncodedPacket> encoded = new ArrayList<>();
        for (Packet packet : packets) {
            encoded.add(EncodedPacket.of(packet));
        }
        return new String(Payload.encode(encoded), StandardCharsets.UTF_8);
    }

    @Test
    void decodesOnePacket() {
        decode("4hello");

        assertThat(packets).containsExactly("4hello");
    }

    @Test
    void decodesTextAndBinaryInOrder() {
        decode("4hello\u001ebAQIDBA==\u001e2\u001e4€");

        assertThat(packets).containsExactly("4hello", "bAQIDBA==", "2", "4€");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001e", "4a\u001e", "\u001e4a", "4a\u001e\u001e4b"})
    void refusesAnEmptyItem(String payload) {
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> decode(payload));
    }

    @Test
    void deliversThePacketsBeforeAMalformedOne() {
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> decode("4a\u001e4b\u001ex\u001e4c"));

        assertThat(packets).containsExactly("4a", "4b");
    }

    @Test
    void encodesOnePacketWithoutASeparator() {
        assertThat(encode(new Packet.Text("héllo€"))).isEqualTo("4héllo€");
    }

    @Test
    void encodesTextAndBinaryInOrder() {
        assertThat(encode(new Packet.Text("hello"), new Packet.Binary(new byte[] {1, 2, 3, 4}), new Packet.Close()))
                .isEqualTo("4hello\u001ebAQIDBA==\u001e1");
    }

    @Test
    void encodesNothingAsNothing() {
        assertThat(encode()).isEmpty();
    }
}
