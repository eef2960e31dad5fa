package xyz.anipub.engineio.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xyz.anipub.engineio.RelayedSocket.Message;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.packet.PayloadBody;

class FrameCodecTest {

    private static final String FROM = "a-_Z9";
    private static final String SID = "a-_Z9abcdefghijklmno";
    private static final PayloadBody PAYLOAD = new PayloadBody(new byte[] {0, -1, 30}, true);

    static List<Frame> all() {
        return List.of(
                new Frame.Here(),
                new Frame.Gone(),
                new Frame.Beat(true),
                new Frame.Lost(1L << 40, true),
                new Frame.Fail(SID, "brökén"),
                new Frame.Poll(SID),
                new Frame.Post(SID, PAYLOAD),
                new Frame.Connect(SID, true),
                new Frame.Answer(PAYLOAD, true),
                new Frame.Taken(),
                new Frame.Refusal(),
                new Frame.Rejection(HandshakeError.FORBIDDEN),
                new Frame.Messages(List.of(new Message(true, new byte[] {1}), new Message(false, new byte[0]))),
                new Frame.Written(),
                new Frame.Close(4999, "enough"),
                new Frame.Abort());
    }

    private static byte[] bytes(Frame frame) {
        byte[] message = FrameCodec.encode(FROM, -5, frame);
        FrameCodec.count(message, 7, 9);
        return message;
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsWhatItWrites(Frame frame) {
        Envelope read = FrameCodec.decode(bytes(frame));
        assertThat(read).usingRecursiveComparison().isEqualTo(new Envelope(FROM, 7, 9, -5, frame));
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesWhatIsCutOffOrTooMuch(Frame frame) {
        byte[] whole = bytes(frame);
        for (int length = 0; length < whole.length; length++) {
            refuses(Arrays.copyOf(whole, length));
        }
        refuses(Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    void refusesWhatNobodyWrites() {
        int type = 30;
        refuses(changed(new Frame.Here(), 0, 2));
        refuses(changed(new Frame.Here(), 1, '#'));
        refuses(changed(new Frame.Here(), 6, 0x7f));
        refuses(changed(new Frame.Here(), type, 100));
        refuses(changed(new Frame.Here(), type, -1));
        refuses(changed(new Frame.Rejection(HandshakeError.FORBIDDEN), type + 1, 50));
        refuses(changed(new Frame.Poll(SID), type + 1, 1));
        refuses(changed(new Frame.Messages(List.of()), type + 1, 0x7f));
        refuses(changed(new Frame.Messages(List.of()), type + 1, -1));
        refuses(changed(new Frame.Answer(PAYLOAD, true), type + 2, 0x7f));
        refuses(changed(new Frame.Answer(PAYLOAD, true), type + 2, -1));
    }

    @Test
    void cutsReasonsThatAreTooLong() {
        Frame.Close read = (Frame.Close)
                FrameCodec.decode(bytes(new Frame.Close(1008, "€".repeat(500)))).frame();
        assertThat(read.reason()).startsWith("€€").hasSizeLessThan(256);
    }

    private static byte[] changed(Frame frame, int at, int value) {
        byte[] message = bytes(frame);
        message[at] = (byte) value;
        return message;
    }

    private static void refuses(byte[] message) {
        assertThatExceptionOfType(MalformedFrameException.class)
                .as(Arrays.toString(message))
                .isThrownBy(() -> FrameCodec.decode(message));
    }
}
