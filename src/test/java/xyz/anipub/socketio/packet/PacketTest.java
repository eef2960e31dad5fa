package xyz.anipub.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PacketTest {

    @Test
    void namesAnEventByTextOrNumber() {
        assertThat(Packet.Event.of("/", "a", List.of()).name()).isEqualTo("a");
        assertThat(new Packet.Event("/", OptionalLong.empty(), Arguments.of(12, "x")).name())
                .isEqualTo("12");
    }

    @Test
    void separatesNameAndArguments() {
        Packet.Event event = Packet.Event.of("/", "a", Arguments.of(1, 2)).withId(4);
        assertThat(event.arguments()).isEqualTo(Arguments.of(1, 2));
        assertThat(event.values()).isEqualTo(Arguments.of("a", 1, 2));
        assertThat(event.id()).hasValue(4);
        assertThat(event.namespace()).isEqualTo("/");
    }

    @Test
    void refusesAnEventWithoutName() {
        for (List<Object> values : List.<List<Object>>of(List.of(), List.of(true), List.of(new byte[1]))) {
            assertThatThrownBy(() -> new Packet.Event("/", OptionalLong.empty(), Arguments.of(values.toArray())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("an event needs a name");
        }
    }

    @Test
    void refusesSenselessLimits() {
        assertThat(PacketLimits.standard()).isEqualTo(new PacketLimits(10, 10_000_000, 100));
        assertThat(new PacketLimits(0, 0, 1).maxDepth()).isOne();
        assertThatThrownBy(() -> new PacketLimits(-1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PacketLimits(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PacketLimits(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PacketLimits(0, 0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
