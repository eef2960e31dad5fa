package xyz.anipub.engineio.websocket;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chapters 3, reserved bits, and 4, reserved opcodes: what came before is answered, nothing after it is. */
class AutobahnReservedTest {

    private static final ClientFrame HELLO = ClientFrame.text("Hello, world!");
    private static final String ECHO = "text Hello, world!";
    private static final ClientFrame PING = ClientFrame.ping("");
    private static final byte[] BYTES = {0, -1, -2, -3, -4, -5, 0, -1};

    static Stream<AutobahnCase> cases() {
        return Stream.concat(bits(), opcodes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void passes(AutobahnCase chosen) {
        chosen.run();
    }

    private static Stream<AutobahnCase> bits() {
        return Stream.of(
                AutobahnCase.of("3.1", HELLO.withReservedBits(1)).fails(1002),
                AutobahnCase.of("3.2", HELLO, HELLO.withReservedBits(2), PING).fails(1002, ECHO),
                AutobahnCase.of("3.3", HELLO, HELLO.withReservedBits(3), PING).fails(1002, ECHO),
                AutobahnCase.of("3.4", HELLO, HELLO.withReservedBits(4), PING).fails(1002, ECHO),
                AutobahnCase.of("3.5", ClientFrame.binary(BYTES).withReservedBits(5))
                        .fails(1002),
                AutobahnCase.of("3.6", PING.withReservedBits(6)).fails(1002),
                AutobahnCase.of("3.7", ClientFrame.close().withReservedBits(7)).fails(1002));
    }

    private static Stream<AutobahnCase> opcodes() {
        return Stream.of(reserved("4.1.", 3), reserved("4.2.", 11)).flatMap(each -> each);
    }

    /** The first two have no message before and no ping behind; of all, every second has a payload. */
    private static Stream<AutobahnCase> reserved(String section, int first) {
        return Stream.of(
                AutobahnCase.of(section + 1, ClientFrame.of(first, "")).fails(1002),
                AutobahnCase.of(section + 2, ClientFrame.of(first + 1, "reserved"))
                        .fails(1002),
                AutobahnCase.of(section + 3, HELLO, ClientFrame.of(first + 2, ""), PING)
                        .fails(1002, ECHO),
                AutobahnCase.of(section + 4, HELLO, ClientFrame.of(first + 3, "reserved"), PING)
                        .fails(1002, ECHO),
                AutobahnCase.of(section + 5, HELLO, ClientFrame.of(first + 4, "reserved"), PING)
                        .fails(1002, ECHO));
    }
}
