package xyz.anipub.bench;

import static xyz.anipub.bench.Contestant.BUN;
import static xyz.anipub.bench.Contestant.NODE;
import static xyz.anipub.bench.Contestant.OURS;
import static xyz.anipub.bench.Contestant.OURS_ENDPOINT;

import java.time.Duration;
import java.util.List;

/** What 10,000 connections take while they only stay, in the chat and in its rooms, and what it is when they talk. */
final class TenThousandScenario implements Scenario {

    private static final int CONNECTIONS = 10_000;
    private static final int ROOMS = 100;
    private static final int PER_SECOND = 1000;
    private static final Duration BEFORE = Duration.ofSeconds(3);

    /** So many are there before and stay, for what is loaded once. */
    private static final int FIRST = 200;

    private static final String HEAP = "idle connection, of 10,000";
    private static final String HEAP_IN_ROOM = "the same in a room, of 100 rooms of 100";
    private static final String PROCESS = "process with 10,200 connections";
    private static final String TALK = "10,000 connections, 1,000 messages/s in 100 rooms of 100";

    @Override
    public String name() {
        return "10000";
    }

    @Override
    public List<Contestant> contestants() {
        return List.of(OURS, OURS_ENDPOINT, NODE, BUN);
    }

    @Override
    public List<Aim> aims() {
        return List.of(
                Aim.atMost(HEAP, "kB heap", OURS, 9, 11),
                Aim.reported(HEAP_IN_ROOM, "kB heap", OURS, NODE),
                Aim.atMost(TALK, "p99 ms", OURS, NODE, 1, 1),
                Aim.reported(TALK, "CPU us/delivery", OURS, NODE));
    }

    /** Each of them connects everybody, which takes longer than what is measured. */
    @Override
    public int rounds(Length length) {
        return length.fewRounds();
    }

    @Override
    public Trial trial(Contestant contestant, Servers servers, Length length) {
        Target target = servers.running(contestant);
        List<Person> people = Person.all(FIRST + CONNECTIONS);
        Swarm few = new Swarm(target, length.patience());
        few.connect(people.subList(0, FIRST));
        return new Trial() {

            /** The first time takes memory for whom it has not seen yet. */
            @Override
            public void warmUp() {
                round();
            }

            @Override
            public List<Figure> round() {
                double before = target.liveBytes();
                try (Swarm swarm = new Swarm(target, length.patience())) {
                    List<Connection> all = swarm.connect(people.subList(FIRST, people.size()));
                    double idle = liveBytesAtRest();
                    Crowd crowd = new Crowd(swarm, all, Crowd.newRooms(target, ROOMS), Crowd.CONTENT);
                    double inRooms = liveBytesAtRest();
                    crowd.pace(PER_SECOND, BEFORE);
                    Meter meter = crowd.pace(PER_SECOND, length.measured().multipliedBy(2));
                    return List.of(
                            new Figure(HEAP, "kB heap", (idle - before) / 1000 / CONNECTIONS),
                            new Figure(HEAP_IN_ROOM, "kB heap", (inRooms - before) / 1000 / CONNECTIONS),
                            new Figure(PROCESS, "MB RSS", Cpu.residentKilobytes(target.pids().get(0)) / 1000.0),
                            new Figure(TALK, "CPU us/delivery", meter.cpuMicrosEach()),
                            new Figure(TALK, "deliveries/s", meter.perSecond()),
                            new Figure(TALK, "p50 ms", meter.millis(50)),
                            new Figure(TALK, "p99 ms", meter.millis(99)),
                            new Figure(TALK, "% CPU of the generator", meter.generatorPercent()));
                }
            }

            private double liveBytesAtRest() {
                few.awaitIdle();
                return target.liveBytes();
            }

            @Override
            public void close() {
                few.close();
            }
        };
    }
}
