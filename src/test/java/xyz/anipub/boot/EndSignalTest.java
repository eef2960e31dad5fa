package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real signals to this process, in place of whose end something is written down. By reflection, as the compiler warns of {@code
 * sun.misc.Signal}.
 */
@Timeout(60)
class EndSignalTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Class<?> type = Class.forName("sun.misc.Signal");
    private final Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    private final Object term = type.getConstructor(String.class).newInstance("TERM");
    private final Object end = Proxy.newProxyInstance(
            handlerType.getClassLoader(), new Class<?>[] {handlerType}, (self, method, signal) -> {
                heard.add("end");
                return null;
            });
    private Object former;
    private EndSignal signal;

    EndSignalTest() throws ReflectiveOperationException {}

    @BeforeEach
    void stayAlive() throws ReflectiveOperationException {
        former = handle(end);
    }

    @AfterEach
    void putBack() throws ReflectiveOperationException {
        signal.close();
        handle(former);
    }

    private Object handle(Object handler) throws ReflectiveOperationException {
        return type.getMethod("handle", type, handlerType).invoke(null, term, handler);
    }

    private void raise() throws ReflectiveOperationException {
        type.getMethod("raise", type).invoke(null, term);
    }

    @Test
    void goesOnWhenWhatComesBeforeItIsDone() throws ReflectiveOperationException {
        signal = EndSignal.hear(() -> heard.add("before"), () -> heard.add("hurry"));
        raise();
        await().untilAsserted(() -> assertThat(heard).containsExactly("before", "end"));
    }

    @Test
    void goesOnWhateverBecomesOfThat() throws ReflectiveOperationException {
        Runnable broken = () -> {
            throw new NoClassDefFoundError("planned");
        };
        signal = EndSignal.hear(broken, () -> heard.add("hurry"));
        raise();
        await().untilAsserted(() -> assertThat(heard).containsExactly("end"));
    }

    @Test
    void hurriesTheSecondTime() throws ReflectiveOperationException {
        CountDownLatch hurry = new CountDownLatch(1);
        Runnable slow = () -> {
            heard.add("before");
            try {
                hurry.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        signal = EndSignal.hear(slow, hurry::countDown);
        raise();
        await().until(() -> heard.contains("before"));
        raise();
        await().untilAsserted(() -> assertThat(heard).containsExactly("before", "end"));
    }

    @Test
    void leavesSignalsAloneOnceItIsClosed() throws ReflectiveOperationException {
        signal = EndSignal.hear(() -> heard.add("before"), () -> heard.add("hurry"));
        signal.close();
        raise();
        await().untilAsserted(() -> assertThat(heard).containsExactly("end"));
    }
}
