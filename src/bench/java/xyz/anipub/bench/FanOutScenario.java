package xyz.anipub.bench;

import static xyz.anipub.bench.Contestant.BUN;
import static xyz.anipub.bench.Contestant.LIMIT;
import static xyz.anipub.bench.Contestant.NODE;
import static xyz.anipub.bench.Contestant.NODE_STORING;
import static xyz.anipub.bench.Contestant.NODE_TWO;
import static xyz.anipub.bench.Contestant.OURS;
import static xyz.anipub.bench.Contestant.OURS_ENDPOINT;
import static xyz.anipub.bench.Contestant.OURS_REDIS;
import static xyz.anipub.bench.Contestant.OURS_STORE_APART;
import static xyz.anipub.bench.Contestant.OURS_TWO;

import java.util.List;

/**
 * One person talks and everybody in the room hears it, as fast as it goes or at a fixed rate.
 *
 * @param pace messages a second; 0 for 20 in flight at any moment
 */
record FanOutScenario(String name, String row, int members, int pace, List<Contestant> contestants, List<Aim> aims)
        implements Scenario {

    private static final String CPU = "CPU us/delivery";
    private static final int IN_FLIGHT = 20;
    private static final List<Contestant> STORING_NOTHING = List.of(OURS, OURS_ENDPOINT, NODE, BUN, LIMIT);
    private static final List<Contestant> ALL =
            List.of(OURS, OURS_STORE_APART, OURS_ENDPOINT, NODE, NODE_STORING, BUN, LIMIT);

    static FanOutScenario thousand() {
        String row = "1,000 members, 20 in flight";
        return new FanOutScenario(
                "1000",
                row,
                1000,
                0,
                STORING_NOTHING,
                List.of(
                        Aim.atMost(row, CPU, OURS, NODE, 0.08, 0.1),
                        Aim.atLeast(row, "deliveries/s", OURS, NODE, 12, 8)));
    }

    static FanOutScenario hundred() {
        String row = "100 members, 20 in flight";
        return new FanOutScenario(
                "100", row, 100, 0, STORING_NOTHING, List.of(Aim.atMost(row, CPU, OURS, NODE, 0.2, 0.25)));
    }

    static FanOutScenario ten() {
        String row = "10 members, 20 in flight";
        return new FanOutScenario(
                "10",
                row,
                10,
                0,
                ALL,
                List.of(
                        Aim.atMost(row, CPU, OURS, NODE, 1, 1),
                        Aim.atMost(row, CPU, OURS_STORE_APART, NODE_STORING, 0.5, 0.5)));
    }

    static FanOutScenario paced() {
        String row = "100 members at 50 messages/s";
        return new FanOutScenario(
                "paced",
                row,
                100,
                50,
                ALL,
                List.of(
                        Aim.atMost(row, CPU, OURS, NODE, 1, 1),
                        Aim.reported(row, "p50 ms", OURS, NODE),
                        Aim.reported(row, "p99 ms", OURS, NODE),
                        Aim.atMost(row, CPU, OURS_STORE_APART, NODE_STORING, 0.6, 0.6),
                        Aim.atMost(row, "p50 ms", OURS_STORE_APART, NODE_STORING, 1, 1),
                        Aim.atMost(row, "p99 ms", OURS_STORE_APART, NODE_STORING, 1, 1)));
    }

    /** Half of them on each of two nodes; who talks is on the first. */
    static FanOutScenario thousandOnTwoNodes() {
        String row = "1,000 members on two nodes, 20 in flight";
        return new FanOutScenario(
                "cluster-1000",
                row,
                1000,
                0,
                List.of(OURS_TWO, NODE_TWO),
                List.of(
                        Aim.atLeast(row, "deliveries/s", OURS_TWO, NODE_TWO, 4, 4),
                        Aim.reported(row, CPU, OURS_TWO, NODE_TWO)));
    }

    static FanOutScenario pacedOnTwoNodes() {
        String row = "100 members on two nodes at 50 messages/s";
        return new FanOutScenario(
                "cluster-paced",
                row,
                100,
                50,
                List.of(OURS_TWO, NODE_TWO),
                List.of(
                        Aim.atMost(row, "p50 ms", OURS_TWO, NODE_TWO, 1, 1),
                        Aim.atMost(row, "p99 ms", OURS_TWO, NODE_TWO, 1, 1),
                        Aim.reported(row, CPU, OURS_TWO, NODE_TWO)));
    }

    /** What it costs one node to be ready for others. */
    static FanOutScenario hundredWithRedis() {
        String row = "100 members with Redis, 20 in flight";
        return new FanOutScenario(
                "cluster-redis",
                row,
                100,
                0,
                List.of(OURS_REDIS, OURS),
                List.of(Aim.atMost(row, CPU, OURS_REDIS, OURS, 1.1, 1.1)));
    }

    @Override
    public Trial trial(Contestant contestant, Servers servers, Length length) {
        Target target = servers.running(contestant);
        Swarm swarm = new Swarm(target, length.patience());
        Crowd crowd =
                new Crowd(swarm, swarm.connect(Person.all(members)), Crowd.newRooms(target, 1), Crowd.CONTENT);
        return new Trial() {

            @Override
            public void warmUp() {
                // At a pace a method that a message calls once would take minutes to be compiled.
                length.warmUp(target).run(time -> crowd.saturate(IN_FLIGHT, time));
            }

            @Override
            public List<Figure> round() {
                Meter meter = pace == 0
                        ? crowd.saturate(IN_FLIGHT, length.measured())
                        : crowd.pace(pace, length.measured());
                return List.of(
                        new Figure(row, CPU, meter.cpuMicrosEach()),
                        new Figure(row, "deliveries/s", meter.perSecond()),
                        new Figure(row, "p50 ms", meter.millis(50)),
                        new Figure(row, "p99 ms", meter.millis(99)),
                        new Figure(row, "bytes/message", meter.bytesEach()),
                        new Figure(row, "% CPU of the generator", meter.generatorPercent()));
            }

            @Override
            public void close() {
                swarm.close();
            }
        };
    }
}
