package xyz.anipub.bench;

import java.util.List;

/** Something that is done to both servers in the same way. */
interface Scenario {

    /** Its name for {@code -Dbench.only}. */
    String name();

    /** How the servers have to be set up. */
    default Setup setup() {
        return Setup.CHAT;
    }

    /** Whether it is done to this server. */
    default boolean measures(Target target) {
        return true;
    }

    /** Does it to one server. */
    void measure(Target target, Length length, Report report);

    /** All, in the order in which they cost the fewest starts of servers. */
    static List<Scenario> all() {
        return List.of(
                new MemoryScenario(),
                new FanOutScenario(),
                new GrowthScenario(),
                new SlowReadersScenario(),
                new EchoScenario(),
                new ConnectScenario(),
                new RecoveryOffScenario(),
                new StoreScenario(),
                new FloodScenario());
    }
}
