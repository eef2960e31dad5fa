package xyz.anipub.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;

class BinaryTest {

    private final Binary binary = Binary.copyOf(new byte[] {1, 2, 3, 4});

    @Test
    void isBase64TextToJson() {
        assertThat(binary.getValueType()).isEqualTo(JsonValue.ValueType.STRING);
        assertThat(binary.getString()).isEqualTo("AQIDBA==");
        assertThat(binary.getChars()).hasToString("AQIDBA==");
        assertThat(binary).hasToString("\"AQIDBA==\"");
        assertThat(Json.createArrayBuilder().add(binary).build()).hasToString("[\"AQIDBA==\"]");
    }

    @Test
    void givesOutCopies() {
        binary.bytes()[0] = 9;
        assertThat(binary.bytes()).containsExactly(1, 2, 3, 4);
        assertThat(binary.length()).isEqualTo(4);
    }

    @Test
    void equalsTheSameBytesAndTheSameText() {
        assertThat(binary)
                .isEqualTo(Binary.copyOf(new byte[] {1, 2, 3, 4}))
                .hasSameHashCodeAs(Binary.copyOf(new byte[] {1, 2, 3, 4}))
                .isEqualTo(Json.createValue("AQIDBA=="))
                .hasSameHashCodeAs(Json.createValue("AQIDBA=="))
                .isNotEqualTo(Binary.copyOf(new byte[] {1, 2, 3}))
                .isNotEqualTo(Json.createValue("AQID"))
                .isNotEqualTo("AQIDBA==");
        assertThat(Json.createValue("AQIDBA==")).isEqualTo(binary);
    }
}
