package xyz.anipub.bench;

import static xyz.anipub.bench.Contestant.NODE;
import static xyz.anipub.bench.Contestant.OURS;

import java.util.List;

/** What the others notice of some that do not read, once all buffers between them and the server are full. */
final class SlowReadersScenario implements Scenario {

    private static final String ALL_READ = "1,000 members at 20 messages/s of 2 kB, all reading";
    private static final String SOME_READ = "the same, 50 not reading: the others'";
    private static final int MEMBERS = 1000;
    private static final int NOT_READING = 50;
    private static final int PER_SECOND = 20;
    private static final int CONTENT = 1900;

    /** Of this size they make more bytes for each than Linux keeps for a socket that nobody reads (4 MB). */
    private static final int ENOUGH_TO_FILL = 2200;

    @Override
    public String name() {
        return "slow-readers";
    }

    @Override
    public List<Contestant> contestants() {
        return List.of(OURS, NODE);
    }

    @Override
    public List<Aim> aims() {
        return List.of(Aim.atMost(SOME_READ, "times all reading", OURS, 2, 2));
    }

    @Override
    public boolean isDaily() {
        return false;
    }

    @Override
    public int rounds(Length length) {
        return length.fewRounds();
    }

    @Override
    public Trial trial(Contestant contestant, Servers servers, Length length) {
        Target target = servers.running(contestant);
        return new Trial() {

            @Override
            public void warmUp() {
                try (Swarm swarm = new Swarm(target, length.patience())) {
                    Crowd crowd = enter(swarm);
                    length.warmUp(target).run(time -> crowd.pace(PER_SECOND, time));
                }
            }

            @Override
            public List<Figure> round() {
                try (Swarm swarm = new Swarm(target, length.patience())) {
                    Crowd crowd = enter(swarm);
                    double before = crowd.pace(PER_SECOND, length.measured()).millis(99);
                    crowd.stopReading(NOT_READING);
                    crowd.say(ENOUGH_TO_FILL, 20);
                    double after = crowd.pace(PER_SECOND, length.measured()).millis(99);
                    return List.of(
                            new Figure(ALL_READ, "p99 ms", before),
                            new Figure(SOME_READ, "p99 ms", after),
                            new Figure(SOME_READ, "times all reading", after / before));
                }
            }

            private Crowd enter(Swarm swarm) {
                return new Crowd(swarm, swarm.connect(Person.all(MEMBERS)), Crowd.newRooms(target, 1), CONTENT);
            }
        };
    }
}
