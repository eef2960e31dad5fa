package xyz.anipub.engineio.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.RecordingListener;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.engineio.transport.Wire;
import xyz.anipub.engineio.transport.WriteOutcome;

/** A WebSocket of our own on a wire that keeps what it is given (RFC 6455). */
class FramedSocketTest {

    private static final int TEXT = 0x81;
    private static final int UNFINISHED_TEXT = 0x01;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;

    private final List<String> sent = new ArrayList<>();
    private final Deque<WriteOutcome> writing = new ArrayDeque<>();
    private final RecordingListener listener = new RecordingListener();
    private final ManualTimers timers = new ManualTimers();
    private final EngineConfig config =
            EngineConfig.standard().with().maxHttpBufferSize(200).build();
    private final Engine engine = new Engine(config, listener, Runnable::run, timers);
    private boolean slow;
    private boolean ended;

    private final Wire wire = new Wire() {
        @Override
        public void write(ByteBuffer bytes, WriteOutcome outcome) {
            byte[] taken = new byte[bytes.remaining()];
            bytes.get(taken);
            sent.add(readable(taken));
            if (slow) {
                writing.add(outcome);
            } else {
                outcome.written();
            }
        }

        @Override
        public void close() {
            ended = true;
        }
    };

    private final FramedSocket socket = open();

    private FramedSocket open() {
        HandshakeRequest request =
                new HandshakeRequest(Map.of(), Map.of("EIO", List.of("4")), "127.0.0.1", false, "/", Instant.EPOCH);
        FramedSocket opened = new FramedSocket(engine, wire, request);
        opened.open(Optional.of(engine.ticket(request)));
        assertThat(sent.remove(0)).startsWith("text 0{");
        return opened;
    }

    /** Frames of the server's, the short ones. */
    private static String readable(byte[] frames) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer in = ByteBuffer.wrap(frames); in.hasRemaining(); ) {
            int opcode = in.get() & 0xff;
            int length = in.get() & 0xff;
            length = length == 126 ? in.getShort() : length;
            text.append(text.isEmpty() ? "" : ", ");
            if (opcode == CLOSE) {
                text.append("close").append(length == 0 ? "" : " " + in.getShort());
                length = Math.max(0, length - 2);
            } else {
                text.append(opcode == TEXT ? "text" : "pong");
            }
            byte[] payload = new byte[length];
            in.get(payload);
            text.append(' ').append(new String(payload, StandardCharsets.UTF_8));
        }
        return text.toString().strip();
    }

    /** A client's frame under a mask of zeros. */
    private static byte[] frame(int opcode, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(6 + bytes.length)
                .put((byte) opcode)
                .put((byte) (0x80 | bytes.length))
                .putInt(0)
                .put(bytes)
                .array();
    }

    private void receive(int opcode, String payload) {
        socket.received(ByteBuffer.wrap(frame(opcode, payload)));
    }

    private void takeOne() {
        writing.remove().written();
    }

    private Session session() {
        return listener.session();
    }

    @Test
    void carriesMessagesBothWays() {
        receive(TEXT, "4hello");
        session().send(PreparedMessage.text("yes"));

        assertThat(listener.events()).containsExactly("open", "text hello");
        assertThat(sent).containsExactly("text 4yes");
    }

    @Test
    void answersAPingAfterWhatIsBeingWritten() {
        slow = true;
        session().send(PreparedMessage.text("a"));
        session().send(PreparedMessage.text("b"));
        receive(PING, "x");
        receive(PING, "y");
        assertThat(sent).containsExactly("text 4a");

        takeOne();
        assertThat(sent.get(1)).isEqualTo("pong x, pong y");
        takeOne();

        assertThat(sent).hasSize(3).last().isEqualTo("text 4b");
    }

    @Test
    void answersACloseFrameAndEndsTheConnectionWhenTheAnswerHasLeft() {
        slow = true;
        receive(CLOSE, "\u0003\u00e8");

        assertThat(sent).containsExactly("close 1000");
        assertThat(listener.events()).last().asString().startsWith("close transport close");
        assertThat(ended).isFalse();
        takeOne();
        assertThat(ended).isTrue();
    }

    @Test
    void waitsForThePeersCloseFrame() {
        session().close("enough");
        assertThat(sent).containsExactly("close");
        assertThat(ended).isFalse();

        receive(CLOSE, "");

        assertThat(ended).isTrue();
        assertThat(sent).hasSize(1);
    }

    @Test
    void endsTheConnectionOfAPeerThatDoesNotCloseInTime() {
        session().close("enough");

        timers.advance(config.closeLinger().minusMillis(1));
        assertThat(ended).isFalse();
        timers.advance(Duration.ofMillis(1));

        assertThat(ended).isTrue();
    }

    @Test
    void writesTheCloseFrameLast() {
        slow = true;
        session().send(PreparedMessage.text("a"));
        session().closeNow(xyz.anipub.engineio.CloseReason.PING_TIMEOUT, "no pong in time");
        receive(PING, "late");
        assertThat(sent).containsExactly("text 4a");

        takeOne();
        takeOne();

        assertThat(sent).containsExactly("text 4a", "close");
    }

    @Test
    void failsAPeerThatBreaksTheProtocolAndHearsNoMoreOfIt() {
        socket.received(ByteBuffer.wrap(new byte[] {(byte) TEXT, 1, '2'}));

        assertThat(sent).singleElement().asString().startsWith("close 1002");
        assertThat(listener.events()).last().asString().startsWith("close transport error");
        receive(TEXT, "4late");
        assertThat(listener.events()).doesNotContain("text late");
        assertThat(ended).isFalse();
        timers.advance(Duration.ofMillis(FramedSocket.PARTING_MILLIS));
        assertThat(ended).isTrue();
    }

    @Test
    void refusesAMessageAboveTheLimitBeforeItHasCome() {
        socket.received(ByteBuffer.wrap(new byte[] {(byte) TEXT, (byte) 0xfe, 0, (byte) 201}));

        assertThat(sent).singleElement().asString().startsWith("close 1009");
    }

    @Test
    void givesUpAMessageWhoseRestDoesNotCome() {
        receive(UNFINISHED_TEXT, "4a");
        timers.advance(config.readTimeout().minusMillis(1));
        assertThat(session().isOpen()).isTrue();

        timers.advance(Duration.ofMillis(1));

        assertThat(sent).singleElement().asString().startsWith("close 1008");
        assertThat(session().isOpen()).isFalse();
    }

    @Test
    void waitsForNothingWhenAMessageIsWhole() {
        byte[] whole = frame(TEXT, "4abc");
        socket.received(ByteBuffer.wrap(whole, 0, 3));
        socket.received(ByteBuffer.wrap(whole, 3, whole.length - 3));

        timers.advance(config.readTimeout());

        assertThat(listener.events()).contains("text abc");
        assertThat(sent).noneMatch(frame -> frame.startsWith("close 1008"));
    }

    @Test
    void endsTheConnectionOfAPeerThatClosesAndDoesNotRead() {
        slow = true;
        receive(PING, "x");
        receive(CLOSE, "");
        assertThat(sent).containsExactly("pong x");

        timers.advance(config.closeLinger());

        assertThat(ended).isTrue();
    }

    @Test
    void givesEachMessageItsTime() {
        byte[] whole = frame(TEXT, "4abc");
        byte[] endAndBegin = ByteBuffer.allocate(whole.length)
                .put(whole, 3, whole.length - 3)
                .put(whole, 0, 3)
                .array();
        Duration most = config.readTimeout().minusMillis(1);
        socket.received(ByteBuffer.wrap(whole.clone(), 0, 3));
        timers.advance(most);
        socket.received(ByteBuffer.wrap(endAndBegin.clone()));
        timers.advance(most);

        assertThat(session().isOpen()).isTrue();
        assertThat(listener.events()).contains("text abc");
    }

    @Test
    void waitsForThePeersCloseFrameAlsoInTheMiddleOfAMessage() {
        session().close("enough");
        receive(UNFINISHED_TEXT, "4a");

        timers.advance(config.closeLinger());

        assertThat(ended).isTrue();
    }

    @Test
    void endsTheSessionWhoseConnectionEnds() {
        socket.ended("reset");

        assertThat(listener.events()).last().isEqualTo("close transport close: reset");
        assertThat(ended).isTrue();
    }

    @Test
    void endsTheConnectionThatCannotBeWrittenTo() {
        slow = true;
        session().send(PreparedMessage.text("a"));

        writing.remove().failed(new IOException("gone"));

        assertThat(session().isOpen()).isFalse();
        assertThat(ended).isTrue();
    }

    @Test
    void saysThatTheServerIsGoingAway() {
        engine.close();

        assertThat(sent).containsExactly("close 1001");
    }
}
