package xyz.anipub.engineio.transport.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.ManualTimers;

class UpgradedConnectionTest {

    private final ManualTimers timers = new ManualTimers();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Payara payara = new Payara();
    private final Tyrus tyrus = new Tyrus();
    private int ends;
    private final UpgradedConnection connection = new UpgradedConnection(timers::nanoTime);

    @BeforeEach
    void open() {
        connection.carry(tyrus, timers.asTimers(), () -> events.add("input ended"), () -> ends++);
        connection.init(payara);
        timers.advance(Duration.ofMillis(UpgradedConnection.MINIMAL_AGE_MILLIS));
    }

    @Test
    void isClosedOnlyWhenAWriteHasReturned() throws InterruptedException {
        payara.held = new CountDownLatch(1);
        Thread writer = new Thread(tyrus::write);
        writer.start();
        await().until(() -> events.contains("write begins"));
        tyrus.onData = tyrus::close;
        Thread reader = new Thread(payara::read);
        reader.start();
        await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);

        payara.held.countDown();
        writer.join();
        reader.join();

        assertThat(events).containsExactly("write begins", "write ends", "closed");
    }

    @Test
    void isNotWrittenToOnceItIsClosed() {
        tyrus.onData = tyrus::close;
        payara.read();
        assertThat(events).containsExactly("closed");

        assertThatIllegalStateException().isThrownBy(tyrus::write);
        assertThat(events).containsExactly("closed");
    }

    @Test
    void isLeftToThePeerByAnotherThreadThatClosesIt() {
        tyrus.close();
        assertThat(events).isEmpty();
        assertThat(tyrus.in.isReady()).isTrue();

        tyrus.onData = tyrus::close;
        payara.read();
        timers.advance(Duration.ofMinutes(1));

        assertThat(events).containsExactly("closed");
        assertThat(tyrus.in.isReady()).isFalse();
    }

    @Test
    void findsItsEndIfThePeerDoesNotAnswer() {
        tyrus.close();
        timers.advance(Duration.ofMillis(UpgradedConnection.PATIENCE_MILLIS - 1));
        assertThat(events).isEmpty();

        timers.advance(Duration.ofMillis(1));
        assertThat(events).containsExactly("input ended");
        assertThat(ends).isZero();
        tyrus.onData = tyrus::close;
        payara.fail();

        assertThat(events).containsExactly("input ended", "closed");
        timers.advance(Duration.ofMinutes(1));
        assertThat(ends).as("told once").isEqualTo(1);
    }

    @Test
    void isClosedByTheNextDataOfAPeerThatTalksOn() {
        tyrus.close();
        timers.advance(Duration.ofMillis(UpgradedConnection.PATIENCE_MILLIS));

        payara.read();

        assertThat(events).containsExactly("input ended", "closed");
    }

    @Test
    void isClosedInTheEndIfPayaraDoesNotCall() {
        tyrus.close();

        timers.advance(Duration.ofMillis(2 * UpgradedConnection.PATIENCE_MILLIS));

        assertThat(events).containsExactly("input ended", "closed");
    }

    @Test
    void isNotClosedWithinAWriteThatFindsItBroken() {
        payara.breaks = true;
        tyrus.onData = tyrus::close;

        tyrus.write();
        assertThat(events).containsExactly("write begins", "write ends");
        timers.advance(Duration.ofMinutes(1));

        assertThat(events).contains("closed");
    }

    @Test
    void waitsForTheThreadThatOpensIt() {
        UpgradedConnection young = new UpgradedConnection(timers::nanoTime);
        tyrus.onData = tyrus::close;
        young.carry(tyrus, timers.asTimers(), payara::read, () -> ends++);
        young.init(payara);

        payara.read();
        timers.advance(Duration.ofMillis(UpgradedConnection.MINIMAL_AGE_MILLIS - 1));
        assertThat(events).isEmpty();
        timers.advance(Duration.ofMillis(1));

        assertThat(events).containsExactly("closed");
    }

    @Test
    void isFoundAtItsEndByPayaraIfItIsClosedTooSoon() {
        UpgradedConnection young = new UpgradedConnection(timers::nanoTime);
        young.carry(tyrus, timers.asTimers(), () -> events.add("input ended"), () -> ends++);
        young.init(payara);
        payara.dry = true;
        tyrus.onData = () -> {
            tyrus.close();
            assertThat(tyrus.in.isReady()).isFalse();
        };

        payara.read();
        assertThat(events).containsExactly("asked");
        timers.advance(Duration.ofMillis(UpgradedConnection.MINIMAL_AGE_MILLIS));
        assertThat(events).containsExactly("asked", "input ended");
        payara.fail();

        assertThat(events).containsExactly("asked", "input ended", "closed");
    }

    /** Payara leaves it open for ever. */
    @Test
    void isNotClosedWhilePayaraIsToCallAgain() {
        payara.dry = true;
        tyrus.onData = () -> {
            assertThat(tyrus.in.isReady()).isFalse();
            tyrus.close();
        };

        payara.read();
        assertThat(events).containsExactly("asked");
        timers.advance(Duration.ofMillis(1));
        assertThat(events).containsExactly("asked", "input ended");
    }

    @Test
    void endsWithPayara() {
        connection.destroy();

        assertThat(events).containsExactly("destroyed");
        assertThatIllegalStateException().isThrownBy(tyrus::write);
        payara.read();
        connection.destroy();
        assertThat(events).containsExactly("destroyed");
    }

    /** The container, which reads on the thread that calls. */
    private final class Payara implements WebConnection {

        private volatile CountDownLatch held = new CountDownLatch(0);
        private volatile boolean breaks;
        private volatile boolean dry;
        private ReadListener listener;

        void read() {
            try {
                listener.onDataAvailable();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void fail() {
            listener.onError(new IOException("broken"));
        }

        @Override
        public void close() {
            events.add("closed");
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public boolean isFinished() {
                    return false;
                }

                @Override
                public boolean isReady() {
                    if (dry) {
                        events.add("asked");
                    }
                    return !dry;
                }

                @Override
                public void setReadListener(ReadListener reading) {
                    listener = reading;
                }

                @Override
                public int read() {
                    return -1;
                }
            };
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener writing) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void write(int b) {
                    events.add("write begins");
                    if (breaks) {
                        fail();
                    }
                    try {
                        held.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    events.add("write ends");
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    write(0);
                }
            };
        }
    }

    /** Who reads and writes. */
    private final class Tyrus implements HttpUpgradeHandler, ReadListener {

        private volatile Runnable onData = () -> {};
        private WebConnection opened;
        private ServletInputStream in;
        private ServletOutputStream out;

        @Override
        public void init(WebConnection web) {
            opened = web;
            try {
                in = web.getInputStream();
                out = web.getOutputStream();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            in.setReadListener(this);
        }

        void write() {
            try {
                out.write(new byte[1], 0, 1);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void close() {
            try {
                opened.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void destroy() {
            events.add("destroyed");
        }

        @Override
        public void onDataAvailable() {
            onData.run();
        }

        @Override
        public void onAllDataRead() {
            onData.run();
        }

        @Override
        public void onError(Throwable cause) {
            onData.run();
        }
    }
}
