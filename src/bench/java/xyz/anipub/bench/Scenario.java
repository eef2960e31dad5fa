package xyz.anipub.bench;

import java.util.List;

/** Something that is done to several servers in the same way. */
interface Scenario {

    /** Its name for {@code -Dbench.only}. */
    String name();

    /** To whom it is done, in this order. */
    List<Contestant> contestants();

    /** What is to be reached; the quick form measures nobody else. */
    List<Aim> aims();

    /** Whether the quick form has it. */
    default boolean isDaily() {
        return true;
    }

    /** How often everybody is measured, in turn. */
    default int rounds(Length length) {
        return length.rounds();
    }

    /** Prepares it for one server. */
    Trial trial(Contestant contestant, Servers servers, Length length);

    /** All, in the order in which they are done; connects before those who bring many. */
    static List<Scenario> all() {
        return List.of(
                FanOutScenario.thousand(),
                FanOutScenario.hundred(),
                FanOutScenario.ten(),
                FanOutScenario.paced(),
                new EchoScenario(),
                new EmitScenario(),
                new PostScenario(),
                new ConnectScenario(),
                new TenThousandScenario(),
                FanOutScenario.thousandOnTwoNodes(),
                FanOutScenario.pacedOnTwoNodes(),
                FanOutScenario.hundredWithRedis(),
                new PresenceScenario(),
                new FirstMinuteScenario(),
                new SlowReadersScenario(),
                new FloodScenario());
    }
}
