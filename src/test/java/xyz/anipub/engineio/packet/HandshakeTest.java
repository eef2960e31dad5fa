package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeTest {

    @Test
    void writesExactlyFiveKeysInOrder() {
        assertThat(new Handshake("lv_VI97HAXpY6yYWAAAC", List.of("websocket"), 25_000, 20_000, 1_000_000).toJson())
                .isEqualTo("{\"sid\":\"lv_VI97HAXpY6yYWAAAC\",\"upgrades\":[\"websocket\"],"
                        + "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    }

    @Test
    void writesNoUpgradesAsAnEmptyListAndSeveralWithCommas() {
        assertThat(new Handshake("x", List.of(), 1, 2, 3).toJson()).contains("\"upgrades\":[],");
        assertThat(new Handshake("x", List.of("a", "b"), 1, 2, 3).toJson()).contains("\"upgrades\":[\"a\",\"b\"],");
    }
}
