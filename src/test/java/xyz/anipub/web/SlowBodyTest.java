package xyz.anipub.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.peer.Shares;
import xyz.anipub.problem.BodyLimits;

class SlowBodyTest {

    private static final String TEXT = "{\"name\":\"Ann\"}";

    private final ManualTimers timers = new ManualTimers();
    private final Shares places = new Shares(1, 1);
    private final BodyWaits waits = new BodyWaits();
    private final List<String> steps = new ArrayList<>();
    private final Wire wire = new Wire();
    private SlowBody body;
    private boolean returned;

    private void suspend() throws IOException {
        places.take("peer");
        SlowBody.await(
                request(), new BodyLimits(100, 16, Duration.ofSeconds(10), 1, 1), timers.asTimers(), places, waits);
    }

    @Test
    void goesOnAsSoonAsTheBodyIsThereWithoutATimer() throws IOException {
        suspend();
        returned = true;
        wire.arrive(TEXT.substring(0, 5));
        assertThat(steps).isEmpty();
        assertThat(waits.waiting()).isEqualTo(1);

        wire.arrive(TEXT.substring(5));

        assertThat(steps).containsExactly("dispatch");
        assertThat(body.isWhole()).isTrue();
        assertThat(body.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
        // The deadline, and nothing else.
        assertThat(timers.pending()).isEqualTo(1);
        body.end();
        assertThat(timers.pending()).isZero();
        assertThat(waits.waiting()).isZero();
        assertThat(waits.waits().counts().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(1);
    }

    @Test
    void goesOnWithoutATimerWhenTheBodyComesWhileTheRequestIsSuspended() throws IOException {
        wire.arriveAtOnce = TEXT;

        suspend();

        assertThat(steps).containsExactly("dispatch");
        assertThat(timers.pending()).isEqualTo(1);
    }

    @Test
    void goesOnWithoutABodyWhenItsTimeIsOver() throws IOException {
        suspend();
        returned = true;
        wire.arrive("{");

        timers.advance(Duration.ofSeconds(10));
        wire.arrive(TEXT.substring(1));

        assertThat(steps).containsExactly("dispatch");
        assertThat(body.isWhole()).isFalse();
    }

    @Test
    void givesItsPlaceBackWhenTheClientHasGone() throws IOException {
        suspend();
        returned = true;
        assertThat(places.take("peer")).isFalse();

        wire.listener.onError(new IOException("planted"));

        assertThat(steps).containsExactly("complete");
        assertThat(places.take("peer")).isTrue();
        assertThat(timers.pending()).isZero();
    }

    private HttpServletRequest request() {
        AsyncContext context = proxy(AsyncContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getTimeout" -> 0L;
            case "setTimeout" -> {
                if (returned) {
                    throw new IllegalStateException("The container-initiated dispatch has returned");
                }
                yield null;
            }
            case "addListener" -> null;
            default -> steps.add(method.getName());
        });
        return proxy(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getRemoteAddr" -> "peer";
            case "getContentLengthLong" -> (long) TEXT.length();
            case "getInputStream" -> wire;
            case "startAsync" -> context;
            case "setAttribute" -> body = (SlowBody) arguments[1];
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static final class Wire extends ServletInputStream {

        private final Queue<Byte> bytes = new ArrayDeque<>();
        private ReadListener listener;
        private String arriveAtOnce = "";

        void arrive(String text) throws IOException {
            for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
                bytes.add(octet);
            }
            listener.onDataAvailable();
        }

        @Override
        public void setReadListener(ReadListener readListener) {
            listener = readListener;
            try {
                arrive(arriveAtOnce);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean isReady() {
            return !bytes.isEmpty();
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public int read() {
            return bytes.isEmpty() ? -1 : bytes.remove();
        }
    }
}
