package xyz.anipub.engineio.transport.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.transport.FrameWriter;
import xyz.anipub.engineio.transport.WriteOutcome;

class FrameWritersTest {

    private final ManualTimers timers = new ManualTimers();
    private final List<String> sent = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private final List<LogRecord> warnings = new ArrayList<>();
    private final Logger log = Logger.getLogger("xyz.anipub.engineio.transport");
    private final Handler keeper = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(line);
            }
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    private final RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class);
    private final Session session = proxy(Session.class);

    private final WriteOutcome outcome = new WriteOutcome() {
        @Override
        public void written() {
            outcomes.add("written");
        }

        @Override
        public void failed(Throwable cause) {
            outcomes.add("failed");
        }
    };

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAsyncRemote" -> remote;
                    case "isOpen" -> true;
                    case "sendText" -> {
                        sent.add("standard " + arguments[0]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    @BeforeEach
    void keepWarnings() {
        log.addHandler(keeper);
        FakeSession.basicRemote = new FakeRemote();
        FakeRemote.webSocket = new FakeSocket();
        FakeSocket.written.clear();
    }

    @AfterEach
    void letGo() {
        log.removeHandler(keeper);
    }

    private void write(FrameWriter writer) {
        writer.write(List.of(EncodedPacket.of(new Packet.Text("a")), EncodedPacket.of(new Packet.Text("b"))), outcome);
    }

    @Test
    void takesTheStandardWayInAContainerThatIsNotTyrus() {
        FrameWriter writer = FrameWriters.forSession(session, timers.asTimers(), false);

        write(writer);

        assertThat(writer).isInstanceOf(AsyncFrameWriter.class);
        assertThat(sent).containsExactly("standard 4a");
        assertThat(warnings).isEmpty();
    }

    @Test
    void writesABatchInOnePieceOnTyrus() {
        FrameWriter writer = FrameWriters.forSession(session, timers.asTimers(), TyrusSockets.find(FakeSession.class));

        write(writer);

        assertThat(FakeSession.service).isInstanceOf(NoTimers.class);
        assertThat(FakeSocket.written).containsExactly("\u0081\u00024a\u0081\u00024b");
        assertThat(outcomes).containsExactly("written");
        assertThat(warnings).isEmpty();
    }

    @Test
    void saysOnceThatATyrusDiffersAndTakesTheStandardWay() {
        Optional<TyrusSockets> found = TyrusSockets.find(OtherSession.class);

        write(FrameWriters.forSession(session, timers.asTimers(), found));

        assertThat(found).isEmpty();
        assertThat(sent).containsExactly("standard 4a");
        assertThat(warnings).singleElement().satisfies(line -> assertThat(line.getMessage())
                .contains("standard way"));
    }

    @Test
    void saysOnceThatTyrusRefusesAndTakesTheStandardWay() throws Exception {
        TyrusSockets fits = TyrusSockets.find(FakeSession.class).orElseThrow();
        // A field of another class than the session's, which no scheduler can be put into.
        TyrusSockets refusing = new TyrusSockets(
                OtherSession.class.getDeclaredField("service"), fits.remote(), fits.socket(), fits.send());

        for (int i = 0; i < 3; i++) {
            FrameWriter writer = FrameWriters.forSession(session, timers.asTimers(), Optional.of(refusing));
            assertThat(writer).isInstanceOf(AsyncFrameWriter.class);
        }

        assertThat(warnings).hasSize(1);
    }

    /** Has what Tyrus's session has; without an instance, so that any session stands for it. */
    private static final class FakeSession {

        private static ScheduledExecutorService service;
        private static FakeRemote basicRemote;
    }

    private static class FakeRemoteParent {

        protected static FakeSocket webSocket;
    }

    private static final class FakeRemote extends FakeRemoteParent {}

    /** Takes frames as Tyrus's socket does. */
    public static final class FakeSocket {

        private static final List<String> written = new ArrayList<>();

        public Future<?> sendRawFrame(ByteBuffer frames) {
            byte[] bytes = new byte[frames.remaining()];
            frames.get(bytes);
            written.add(new String(bytes, StandardCharsets.ISO_8859_1));
            return CompletableFuture.completedFuture(null);
        }
    }

    /** A version that keeps other things. */
    private static final class OtherSession {

        private static final String service = "none";
    }
}
