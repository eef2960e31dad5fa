package xyz.anipub.engineio.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.RecordingListener;
import xyz.anipub.engineio.config.EngineConfig;

/** How a container's WebSocket ends. */
class EndpointSocketTest {

    private final List<String> done = new ArrayList<>();
    private final ManualTimers timers = new ManualTimers();
    private final Engine engine = new Engine(EngineConfig.standard(), new RecordingListener(), Runnable::run, timers);
    private boolean broken;
    private boolean gone;

    private final jakarta.websocket.Session session = (jakarta.websocket.Session) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {jakarta.websocket.Session.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "isOpen" -> !gone;
                case "close" -> close((CloseReason) arguments[0]);
                case "setMaxIdleTimeout" -> idle((long) arguments[0]);
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private final EndpointSocket socket = new EndpointSocket(session, (batch, outcome) -> {}, engine);

    private Object close(CloseReason reason) throws IOException {
        done.add("closed " + reason.getCloseCode().getCode() + reason.getReasonPhrase());
        if (broken) {
            throw new IOException("planted");
        }
        return null;
    }

    private Object idle(long timeout) {
        done.add("idle after " + timeout);
        return null;
    }

    @Test
    void saysWhy() {
        socket.close(1008, "forbidden");

        assertThat(done).containsExactly("closed 1008forbidden");
    }

    @Test
    void endsAConnectionWhosePeerDoesNotCloseItInTime() {
        Duration linger = EngineConfig.standard().closeLinger();
        socket.close(1005, "");

        timers.advance(linger.minusMillis(1));
        assertThat(done).containsExactly("closed 1005");
        timers.advance(Duration.ofMillis(1));

        assertThat(done).containsExactly("closed 1005", "idle after 1");
    }

    @Test
    void endsAConnectionThatBreaksWhenItIsClosed() {
        broken = true;

        socket.close(1005, "");
        timers.advance(EngineConfig.standard().closeLinger());

        assertThat(done).containsExactly("closed 1005", "idle after 1");
    }

    @Test
    void leavesAConnectionAloneThatItsPeerHasClosed() {
        socket.close(1005, "");
        gone = true;

        timers.advance(EngineConfig.standard().closeLinger());

        assertThat(done).containsExactly("closed 1005");
    }
}
