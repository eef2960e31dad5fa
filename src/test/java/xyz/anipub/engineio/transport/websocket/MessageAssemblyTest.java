package xyz.anipub.engineio.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.config.EngineConfig;

class MessageAssemblyTest {

    private final ManualTimers timers = new ManualTimers();
    private int timeouts;
    private final MessageAssembly assembly = new MessageAssembly(
            EngineConfig.standard().with().maxHttpBufferSize(10).build(), timers.asTimers(), () -> timeouts++);

    @Test
    void givesAWholeMessageAtOnce() {
        assertThat(assembly.add("4hello", true)).contains("4hello");
        assertThat(timers.pending()).isZero();
    }

    @Test
    void joinsParts() {
        assertThat(assembly.add("4a", false)).isEmpty();
        assertThat(assembly.add("b", false)).isEmpty();

        assertThat(assembly.add("c", true)).contains("4abc");
        assertThat(assembly.add("4d", true)).contains("4d");
    }

    @Test
    void joinsBinaryParts() {
        assertThat(assembly.add(ByteBuffer.wrap(new byte[] {1, 2}), false)).isEmpty();

        assertThat(assembly.add(ByteBuffer.wrap(new byte[] {3}), true).orElseThrow())
                .containsExactly(1, 2, 3);
        assertThat(assembly.add(ByteBuffer.wrap(new byte[] {4}), true).orElseThrow())
                .containsExactly(4);
    }

    @Test
    void countsBytesOfUtf8() {
        assertThat(assembly.add("é€😀a", true)).isPresent();

        assertThatExceptionOfType(MessageTooLongException.class)
                .isThrownBy(() -> assembly.add("é€😀ab", true))
                .withMessage("message exceeds 10 bytes");
    }

    @Test
    void refusesPartsThatAreTooLongTogether() {
        assembly.add("123456", false);

        assertThatExceptionOfType(MessageTooLongException.class).isThrownBy(() -> assembly.add("78901", false));
        assertThat(timers.pending()).isZero();
    }

    @Test
    void timesAnUnfinishedMessageOut() {
        assembly.add("4", false);
        timers.advance(Duration.ofMillis(29_999));
        assembly.add("a", false);
        assertThat(timeouts).isZero();

        timers.advance(Duration.ofMillis(1));

        assertThat(timeouts).isOne();
    }
}
