package xyz.anipub.engineio.websocket;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chapters 1, whole messages of every form of length, and 10, one in many fragments. */
class AutobahnFramingTest {

    private static final int[] LENGTHS = {0, 125, 126, 127, 128, 65535, 65536, 65536};
    private static final int LONG = 65536;

    static Stream<AutobahnCase> cases() {
        return Stream.of(
                        IntStream.rangeClosed(1, LENGTHS.length).mapToObj(AutobahnFramingTest::text),
                        IntStream.rangeClosed(1, LENGTHS.length).mapToObj(AutobahnFramingTest::binary),
                        Stream.of(fragmented()))
                .flatMap(each -> each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void passes(AutobahnCase chosen) {
        chosen.run();
    }

    private static AutobahnCase text(int number) {
        String message = "*".repeat(LENGTHS[number - 1]);
        return AutobahnCase.of("1.1." + number, ClientFrame.text(message)).isAnswered("text " + message);
    }

    private static AutobahnCase binary(int number) {
        byte[] message = new byte[LENGTHS[number - 1]];
        Arrays.fill(message, (byte) 0xfe);
        String hex = HexFormat.of().formatHex(message);
        return AutobahnCase.of("1.2." + number, ClientFrame.binary(message)).isAnswered("binary " + hex);
    }

    private static AutobahnCase fragmented() {
        String message = "*".repeat(LONG);
        return AutobahnCase.of("10.1.1", ClientFrame.fragments(Opcode.TEXT, message.getBytes(), 1300))
                .isAnswered("text " + message);
    }
}
