package xyz.anipub.engineio.websocket;

import static xyz.anipub.engineio.websocket.ClientFrame.continuation;
import static xyz.anipub.engineio.websocket.ClientFrame.ping;
import static xyz.anipub.engineio.websocket.ClientFrame.pong;
import static xyz.anipub.engineio.websocket.ClientFrame.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chapter 5, fragments, and what may come between them. */
class AutobahnFragmentationTest {

    private static final ClientFrame FIRST = text("fragment1").unfinished();
    private static final ClientFrame LAST = continuation("fragment2");
    private static final String BOTH = "text fragment1fragment2";
    private static final ClientFrame HELLO = text("Hello, world!");

    static Stream<AutobahnCase> cases() {
        List<AutobahnCase> all = new ArrayList<>();
        all.add(AutobahnCase.of("5.1", ping("fragment1").unfinished(), LAST).fails(1002));
        all.add(AutobahnCase.of("5.2", pong("fragment1").unfinished(), LAST).fails(1002));
        all.addAll(forThreeCuts(3, FIRST, LAST).map(one -> one.isAnswered(BOTH)).toList());
        all.addAll(forThreeCuts(6, FIRST, ping("ping"), LAST)
                .map(one -> one.isAnswered("pong ping", BOTH))
                .toList());
        all.addAll(forThreeCuts(9, continuation("of nothing"), HELLO)
                .map(one -> one.fails(1002))
                .toList());
        all.addAll(forThreeCuts(12, continuation("of nothing").unfinished(), HELLO)
                .map(one -> one.fails(1002))
                .toList());
        all.add(AutobahnCase.of("5.15", FIRST, LAST, continuation("of nothing").unfinished(), HELLO)
                .fails(1002, BOTH));
        all.add(twice("5.16", continuation("of nothing").unfinished()));
        all.add(twice("5.17", continuation("of nothing")));
        all.add(AutobahnCase.of("5.18", FIRST, text("fragment2")).fails(1002));
        all.add(withTwoPings("5.19"));
        all.add(withTwoPings("5.20"));
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void passes(AutobahnCase chosen) {
        chosen.run();
    }

    /** In one piece, frame by frame, and byte by byte. */
    private static Stream<AutobahnCase> forThreeCuts(int number, ClientFrame... sent) {
        return IntStream.range(number, number + 3).mapToObj(i -> AutobahnCase.of("5." + i, sent));
    }

    private static AutobahnCase twice(String id, ClientFrame ofNothing) {
        return AutobahnCase.of(id, ofNothing, FIRST, LAST, ofNothing, FIRST, LAST)
                .fails(1002);
    }

    private static AutobahnCase withTwoPings(String id) {
        return AutobahnCase.of(
                        id,
                        FIRST,
                        LAST.unfinished(),
                        ping("pongme 1!"),
                        continuation("fragment3").unfinished(),
                        continuation("fragment4").unfinished(),
                        ping("pongme 2!"),
                        continuation("fragment5"))
                .isAnswered("pong pongme 1!", "pong pongme 2!", BOTH + "fragment3fragment4fragment5");
    }
}
