package xyz.anipub.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * The faults of a run, all from its seed: first three in the order of the kinds, then any of them.
 *
 * <p>{@code anipub.chaos.seed} fixes schedule and payloads, {@code anipub.chaos.duration} goes on with more faults for so
 * long.
 */
final class Schedule {

    private static final long SEED = Long.getLong("anipub.chaos.seed", System.nanoTime());
    private static final Duration DURATION = Duration.parse(System.getProperty("anipub.chaos.duration", "PT0S"));
    private static final int FEWEST_ROUNDS = 3;

    /** Longer than a heartbeat lasts: clients come back to a server that never noticed. */
    private static final int LONG_S = 50;

    private final Random random = new Random(SEED);
    private final int nodes;
    private final List<Fault.Kind> kinds;
    private Instant end = Instant.MAX;
    private int round;

    /** @param kinds the more often one is named, the more often it comes */
    Schedule(int nodes, Fault.Kind... kinds) {
        this.nodes = nodes;
        this.kinds = List.of(kinds);
        System.out.printf("Chaos: -Danipub.chaos.seed=%d -Danipub.chaos.duration=%s%n", SEED, DURATION);
    }

    /** The source of all that is random. */
    Random random() {
        return random;
    }

    /** The duration begins with the first question. */
    boolean goesOn() {
        if (round == 0) {
            end = Instant.now().plus(DURATION);
        }
        return round < FEWEST_ROUNDS || Instant.now().isBefore(end);
    }

    Fault next() {
        boolean first = round < FEWEST_ROUNDS;
        Fault.Kind kind = kinds.get(first ? round % kinds.size() : random.nextInt(kinds.size()));
        round++;
        int seconds = 6 + random.nextInt(4);
        boolean lasts = !first && random.nextInt(4) == 0;
        return new Fault(
                kind,
                random.nextInt(nodes),
                20 + random.nextInt(80),
                Duration.ofMillis(random.nextInt(30)),
                Duration.ofSeconds(lasts ? LONG_S : seconds));
    }

    /** Says on the console what has been gone through. */
    void report(Crowd crowd) {
        long unknown = crowd.sent()
                .filter(each -> each.outcome() == Sent.Outcome.UNKNOWN)
                .count();
        System.out.printf(
                "Chaos: %s round %d is over: %d acknowledged, %d unknown%n",
                Instant.now(), round, crowd.acknowledged(), unknown);
    }
}
