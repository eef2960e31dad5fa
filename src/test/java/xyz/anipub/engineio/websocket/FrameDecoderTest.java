package xyz.anipub.engineio.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455 sections 5, 6.2, 7.4, 8.1 and 10.4. */
class FrameDecoderTest {

    private static final int LIMIT = 1000;

    private final FrameDecoder decoder = new FrameDecoder(LIMIT);
    private final RecordingSink sink = new RecordingSink();

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private List<String> read(ClientFrame... frames) {
        return sink.read(decoder, ClientFrame.bytes(List.of(frames))).events();
    }

    private List<String> read(String hex) {
        return sink.read(decoder, hex(hex)).events();
    }

    /** Section 5.7; the other examples there are a server's. */
    @Test
    void readsTheExampleOfTheRfc() {
        assertThat(read("81 85 37fa213d 7f9f4d5158")).containsExactly("text Hello");
    }

    @Test
    void readsManyMessagesOfOnePiece() {
        assertThat(read(
                        ClientFrame.text("one"),
                        ClientFrame.binary(new byte[] {1, 2}),
                        ClientFrame.text(""),
                        ClientFrame.pong("p"),
                        ClientFrame.text("€uro")))
                .containsExactly("text one", "binary 0102", "text ", "pong 70", "text €uro");
    }

    @Test
    void putsFragmentsTogetherAndHandsOnWhatComesBetween() {
        assertThat(read(
                        ClientFrame.binary(new byte[] {1}).unfinished(),
                        ClientFrame.ping("a"),
                        ClientFrame.continuation(new byte[] {2}).unfinished(),
                        ClientFrame.pong("b"),
                        ClientFrame.continuation(new byte[] {3}),
                        ClientFrame.text("next")))
                .containsExactly("ping 61", "pong 62", "binary 010203", "text next");
    }

    @ParameterizedTest
    @CsvSource({
        "81 05 48656c6c6f, frame without mask",
        "89 00, frame without mask",
        "c1 80 00000000, reserved bit",
        "a1 80 00000000, reserved bit",
        "91 80 00000000, reserved bit",
        "83 80 00000000, unknown opcode",
        "8b 80 00000000, unknown opcode",
        "80 80 00000000, continuation of no message",
        "01 80 00000000 81 80 00000000, new message within another",
        "01 80 00000000 82 80 00000000, new message within another",
        "09 80 00000000, fragmented control frame",
        "08 80 00000000, fragmented control frame",
        "89 fe 007e, control frame over 125 bytes",
        "88 ff 0000000000000001, control frame over 125 bytes",
        "81 fe 0000, length in more bytes than it needs",
        "81 fe 007d, length in more bytes than it needs",
        "82 ff 000000000000ffff, length in more bytes than it needs",
        "82 ff 8000000000000000, length with its highest bit set",
        "88 81 00000000 03, close code of one byte",
        "88 82 00000000 03ed, close code that may not be sent",
    })
    void failsWithAProtocolError(String hex, String reason) {
        assertThat(read(hex)).containsExactly("violation 1002 " + reason);
    }

    /** With the byte that is wrong: nothing of these is waited for. */
    @ParameterizedTest
    @CsvSource({
        "c1, 1002 reserved bit",
        "83, 1002 unknown opcode",
        "00, 1002 continuation of no message",
        "09, 1002 fragmented control frame",
        "81 05, 1002 frame without mask",
        "89 fe, 1002 control frame over 125 bytes",
        "82 fe 03e9, 1009 message over 1000 bytes",
        "82 ff 0000000000010000, 1009 message over 1000 bytes",
        "82 ff 7fffffffffffffff, 1009 message over 1000 bytes",
        "81 ff 00000000 ffffffff, 1009 message over 1000 bytes",
        "81 84 00000000 80, 1007 text that is no UTF-8",
    })
    void failsAtOnce(String hex, String violation) {
        byte[] bytes = hex(hex);
        sink.read(decoder, Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(sink.events()).isEmpty();

        sink.read(decoder, Arrays.copyOfRange(bytes, bytes.length - 1, bytes.length));

        assertThat(sink.events()).containsExactly("violation " + violation);
    }

    @Test
    void takesALengthOfTheLimitAndNotOneMore() {
        byte[] longest = new byte[LIMIT];

        assertThat(read(ClientFrame.binary(longest))).containsExactly("binary " + "00".repeat(LIMIT));
        assertThat(read(ClientFrame.binary(new byte[LIMIT + 1]))).contains("violation 1009 message over 1000 bytes");
    }

    @Test
    void countsAllFragmentsOfAMessage() {
        read(ClientFrame.text("x".repeat(LIMIT - 1)).unfinished(), ClientFrame.ping("p".repeat(100)));
        assertThat(read(ClientFrame.continuation("y"), ClientFrame.text("next")))
                .endsWith("text " + "x".repeat(LIMIT - 1) + "y", "text next");

        assertThat(read(
                        ClientFrame.text("x".repeat(LIMIT - 1)).unfinished(),
                        ClientFrame.continuation("").unfinished(),
                        ClientFrame.continuation("yy")))
                .endsWith("violation 1009 message over 1000 bytes");
    }

    @Test
    void failsWhenAMessageEndsWithinACharacter() {
        byte[] halfEuro = {(byte) 0xe2, (byte) 0x82};
        assertThat(read(ClientFrame.text(halfEuro).unfinished(), ClientFrame.continuation("")))
                .containsExactly("violation 1007 text that is no UTF-8");
    }

    @Test
    void asksNoUtf8OfABinaryMessage() {
        byte[] bytes = {(byte) 0xff, (byte) 0xfe};

        assertThat(read(ClientFrame.binary(bytes))).containsExactly("binary fffe");
        assertThat(read(ClientFrame.binary(bytes).unfinished(), ClientFrame.continuation(bytes)))
                .endsWith("binary fffefffe");
    }

    @Test
    void asksForUtf8InACloseReason() {
        assertThat(read(ClientFrame.close(1000, new byte[] {(byte) 0xc0})))
                .containsExactly("violation 1007 close reason that is no UTF-8");
    }

    @Test
    void saysWhyThePeerCloses() {
        assertThat(read(ClientFrame.close(4321, "grüße"))).containsExactly("close 4321 grüße");
    }

    @Test
    void hasACodeForNoCode() {
        assertThat(read(ClientFrame.close())).containsExactly("close 1005 ");
    }

    @Test
    void handsOnWhatCameBeforeAViolationAndNothingAfterIt() {
        assertThat(read(ClientFrame.text("before"), ClientFrame.of(3, ""), ClientFrame.text("after")))
                .containsExactly("text before", "violation 1002 unknown opcode");

        assertThat(read(ClientFrame.text("later"), ClientFrame.close())).hasSize(2);
    }

    @Test
    void ignoresWhatComesBehindAClose() {
        assertThat(read(ClientFrame.close(), ClientFrame.text("after"), ClientFrame.of(3, "")))
                .hasSize(1);
        assertThat(read(ClientFrame.text("later"), ClientFrame.close())).hasSize(1);
    }

    @Test
    void readsBuffersOfEveryKindToTheirLimit() {
        byte[] frame =
                ClientFrame.text("Hello, wörld, and more than eight bytes").bytes();
        ByteBuffer within = ByteBuffer.allocate(frame.length + 7).position(2).slice();
        ByteBuffer slice = within.put((byte) 0).put(frame).flip().position(1).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer direct = ByteBuffer.allocateDirect(frame.length).put(frame).flip();
        ByteBuffer readOnly = ByteBuffer.wrap(frame.clone()).asReadOnlyBuffer();
        for (ByteBuffer buffer : List.of(slice, direct, readOnly)) {
            decoder.decode(buffer, sink);
            assertThat(buffer.hasRemaining()).isFalse();
        }

        assertThat(sink.events()).hasSize(3).containsOnly("text Hello, wörld, and more than eight bytes");
        assertThat(readOnly.flip()).isEqualTo(ByteBuffer.wrap(frame));
    }

    @Test
    void knowsWhetherItWaitsForARest() {
        byte[] first = ClientFrame.text("first").unfinished().bytes();
        assertThat(decoder.isBetweenMessages()).isTrue();
        for (int cut = 1; cut <= first.length; cut++) {
            sink.read(decoder, Arrays.copyOfRange(first, cut - 1, cut));
            assertThat(decoder.isBetweenMessages()).isFalse();
        }
        read(ClientFrame.ping(""));
        assertThat(decoder.isBetweenMessages()).isFalse();
        read(ClientFrame.continuation(""));
        assertThat(decoder.isBetweenMessages()).isTrue();
        sink.read(decoder, Arrays.copyOf(ClientFrame.ping("ping").bytes(), 8));
        assertThat(decoder.isBetweenMessages()).isFalse();
    }

    @Test
    void waitsForNothingWhenItIsOver() {
        read("01 80 00000000 83");

        assertThat(decoder.isBetweenMessages()).isTrue();
    }

    @Test
    void takesNothingMoreFromASinkThatThrew() {
        FrameSink broken = new RecordingSink() {
            @Override
            public void text(String message) {
                throw new IllegalStateException(message);
            }
        };
        byte[] twice = ClientFrame.bytes(List.of(ClientFrame.text("a"), ClientFrame.text("b")));
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(twice), broken)).hasMessage("a");

        assertThat(read(ClientFrame.text("c"))).isEmpty();
    }

    /** A header is a promise of a stranger: 1,000 of them with ten bytes each cost kilobytes, not a gigabyte. */
    @ParameterizedTest
    @ValueSource(strings = {"81ff00000000000f0000", "01ff00000000000f0000", "82ff00000000000f0000"})
    void keepsByWhatCameNotByWhatIsAnnounced(String header) {
        byte[] start = hex(header + "00000000" + "41".repeat(10));
        byte[] chunk = new byte[10_000];
        int from = chunk.length - start.length;
        int connections = 1000;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < connections; i++) {
            System.arraycopy(start, 0, chunk, from, start.length);
            new FrameDecoder(1 << 20).decode(chunk, from, chunk.length, sink);
        }
        long each = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / connections;

        assertThat(each).isLessThan(512);
    }

    @Test
    void costsAFewDozenBytesWhileNothingComes() {
        int connections = 1000;
        FrameDecoder[] idle = new FrameDecoder[connections];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < connections; i++) {
            idle[i] = new FrameDecoder(LIMIT);
        }
        long each = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / connections;

        assertThat(each).isLessThanOrEqualTo(64);
        assertThat(idle).allMatch(FrameDecoder::isBetweenMessages);
    }
}
