package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protocol section 1.3. */
class HandshakeTest {

    @Test
    void writesItsFiveKeysInOrder() {
        Handshake handshake = new Handshake("S", List.of("websocket"), 25_000, 20_000, 1_000_000);

        assertThat(handshake.toJson())
                .isEqualTo("{\"sid\":\"S\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,"
                        + "\"pingTimeout\":20000,\"maxPayload\":1000000}");
    }

    @Test
    void writesAnyNumberOfUpgrades() {
        assertThat(new Handshake("S", List.of(), 1, 2, 3).toJson()).contains("\"upgrades\":[],");
        assertThat(new Handshake("S", List.of("a", "b"), 1, 2, 3).toJson()).contains("\"upgrades\":[\"a\",\"b\"],");
    }

    @Test
    void keepsItsOwnListOfUpgrades() {
        List<String> upgrades = new ArrayList<>(List.of("websocket"));
        Handshake handshake = new Handshake("S", upgrades, 1, 2, 3);

        upgrades.clear();

        assertThat(handshake.upgrades()).containsExactly("websocket");
    }
}
