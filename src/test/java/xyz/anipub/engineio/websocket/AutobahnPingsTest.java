package xyz.anipub.engineio.websocket;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chapter 2, pings and pongs. */
class AutobahnPingsTest {

    static Stream<AutobahnCase> cases() {
        String bytes = "\u0000\u00ff\u00fe\u00fd\u00fc\u00fb\u0000\u00ff";
        String longest = "\u00fe".repeat(125);
        List<ClientFrame> ten = IntStream.range(0, 10)
                .mapToObj(i -> ClientFrame.ping("payload-" + i))
                .toList();
        String[] tenPongs =
                IntStream.range(0, 10).mapToObj(i -> "pong payload-" + i).toArray(String[]::new);
        return Stream.of(
                AutobahnCase.of("2.1", ClientFrame.ping("")).isAnswered("pong "),
                AutobahnCase.of("2.2", ClientFrame.ping("Hello, world!")).isAnswered("pong Hello, world!"),
                AutobahnCase.of("2.3", ClientFrame.ping(bytes)).isAnswered("pong " + bytes),
                AutobahnCase.of("2.4", ClientFrame.ping(longest)).isAnswered("pong " + longest),
                AutobahnCase.of("2.5", ClientFrame.ping("\u00fe".repeat(126))).fails(1002),
                AutobahnCase.of("2.6", ClientFrame.ping(longest)).isAnswered("pong " + longest),
                AutobahnCase.of("2.7", ClientFrame.pong("")).isAnswered(),
                AutobahnCase.of("2.8", ClientFrame.pong("unsolicited")).isAnswered(),
                AutobahnCase.of("2.9", ClientFrame.pong("unsolicited"), ClientFrame.ping("payload"))
                        .isAnswered("pong payload"),
                AutobahnCase.of("2.10", ten).isAnswered(tenPongs),
                AutobahnCase.of("2.11", ten).isAnswered(tenPongs));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void passes(AutobahnCase chosen) {
        chosen.run();
    }
}
