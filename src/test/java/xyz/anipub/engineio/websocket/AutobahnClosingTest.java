package xyz.anipub.engineio.websocket;

import static xyz.anipub.engineio.websocket.ClientFrame.close;
import static xyz.anipub.engineio.websocket.ClientFrame.ping;
import static xyz.anipub.engineio.websocket.ClientFrame.text;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chapter 7, closing. */
class AutobahnClosingTest {

    private static final List<Integer> VALID =
            List.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999);
    private static final List<Integer> INVALID = List.of(0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999);

    private static final ClientFrame NORMAL = close(1000, "");

    static Stream<AutobahnCase> cases() {
        return Stream.of(afterwards(), payloads(), codes()).flatMap(each -> each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void passes(AutobahnCase chosen) {
        chosen.run();
    }

    /** What comes behind a close frame is ignored. */
    private static Stream<AutobahnCase> afterwards() {
        String large = "BAsd7&jh23".repeat(26_215).substring(0, 256 << 10);
        return Stream.of(
                AutobahnCase.of("7.1.1", text("Hello World!")).isAnswered("text Hello World!"),
                AutobahnCase.of("7.1.2", NORMAL, close()).isClosed("close 1000"),
                AutobahnCase.of("7.1.3", NORMAL, ping("")).isClosed("close 1000"),
                AutobahnCase.of("7.1.4", NORMAL, text("Hello World!")).isClosed("close 1000"),
                AutobahnCase.of("7.1.5", text("fragment1").unfinished(), NORMAL, ClientFrame.continuation("fragment2"))
                        .isClosed("close 1000"),
                new AutobahnCase(
                        "7.1.6",
                        List.of(text(large), text("Hello World!"), NORMAL, ping("")),
                        List.of("text " + large, "text Hello World!", "close 1000", "end")));
    }

    private static Stream<AutobahnCase> payloads() {
        byte[] wrong = HexFormat.of().parseHex("cebae1bdb9cf83cebcceb5eda080656469746564");
        return Stream.of(
                AutobahnCase.of("7.3.1", close()).isClosed("close"),
                AutobahnCase.of("7.3.2", ClientFrame.of(Opcode.CLOSE, "a")).fails(1002),
                AutobahnCase.of("7.3.3", NORMAL).isClosed("close 1000"),
                AutobahnCase.of("7.3.4", close(1000, "Hello World!")).isClosed("close 1000"),
                AutobahnCase.of("7.3.5", close(1000, "*".repeat(123))).isClosed("close 1000"),
                AutobahnCase.of("7.3.6", close(1000, "*".repeat(124))).fails(1002),
                AutobahnCase.of("7.5.1", close(1000, wrong)).fails(1007));
    }

    /** The last two are nobody's codes; the RFC leaves them open. */
    private static Stream<AutobahnCase> codes() {
        return Stream.of(
                        IntStream.range(0, VALID.size())
                                .mapToObj(i -> AutobahnCase.of("7.7." + (i + 1), close(VALID.get(i), ""))
                                        .isClosed("close " + VALID.get(i))),
                        IntStream.range(0, INVALID.size())
                                .mapToObj(i -> AutobahnCase.of("7.9." + (i + 1), close(INVALID.get(i), ""))
                                        .fails(1002)),
                        Stream.of(
                                AutobahnCase.of("7.13.1", close(5000, "")).fails(1002),
                                AutobahnCase.of("7.13.2", close(65535, "")).fails(1002)))
                .flatMap(each -> each);
    }
}
