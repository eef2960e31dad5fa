package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "\u007f", "\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "😀", "a€ä😀z"})
    void countsTheBytesThatAnEncoderMakes(String text) {
        assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\ud800', '\udbff', '\udc00', '\udfff'})
    void countsTwoForALoneSurrogate(char surrogate) {
        assertThat(Utf8.length(String.valueOf(surrogate))).isEqualTo(2);
    }

    @Test
    void givesPacketsTheirSizeOnTheWire() {
        assertThat(new Packet.Text("€").size()).isEqualTo(4);
        assertThat(new Packet.Ping("").size()).isEqualTo(1);
        assertThat(new Packet.Binary(new byte[5]).size()).isEqualTo(5);
    }
}
