package xyz.anipub.bench;

import static xyz.anipub.bench.Contestant.NODE_TWO;
import static xyz.anipub.bench.Contestant.OURS_TWO;

import java.util.List;

/** What it takes that 10,000 people enter rooms through two nodes: each room hears of each, and both nodes know all who are there. */
final class PresenceScenario implements Scenario {

    private static final String ROW = "10,000 people entering 500 rooms of 20 on two nodes";
    private static final int PEOPLE = 10_000;
    private static final int ROOMS = 500;

    @Override
    public String name() {
        return "cluster-presence";
    }

    @Override
    public List<Contestant> contestants() {
        return List.of(OURS_TWO, NODE_TWO);
    }

    @Override
    public List<Aim> aims() {
        return List.of(
                Aim.reported(ROW, "joins/s", OURS_TWO, NODE_TWO),
                Aim.reported(ROW, "CPU us/join", OURS_TWO, NODE_TWO),
                Aim.reported(ROW, "kB heap of both nodes", OURS_TWO, NODE_TWO));
    }

    /** Each of them connects everybody, which takes longer than what is measured. */
    @Override
    public int rounds(Length length) {
        return length.fewRounds();
    }

    @Override
    public Trial trial(Contestant contestant, Servers servers, Length length) {
        Target target = servers.running(contestant);
        List<Person> people = Person.all(PEOPLE);
        return new Trial() {

            /** The first time takes memory for whom it has not seen yet. */
            @Override
            public void warmUp() {
                round();
            }

            @Override
            public List<Figure> round() {
                // Before anybody is connected: nobody answers heartbeats meanwhile.
                List<String> rooms = Crowd.newRooms(target, ROOMS);
                double before = target.liveBytes();
                try (Swarm swarm = new Swarm(target, length.patience())) {
                    List<Connection> all = swarm.connect(people);
                    swarm.awaitIdle();
                    double cpu = target.cpuSeconds();
                    long began = System.nanoTime();
                    new Crowd(swarm, all, rooms, Crowd.CONTENT);
                    double seconds = (System.nanoTime() - began) / 1e9;
                    swarm.awaitIdle();
                    return List.of(
                            new Figure(ROW, "joins/s", PEOPLE / seconds),
                            new Figure(ROW, "CPU us/join", (target.cpuSeconds() - cpu) * 1e6 / PEOPLE),
                            new Figure(ROW, "kB heap of both nodes", (target.liveBytes() - before) / 1000 / PEOPLE));
                }
            }
        };
    }
}
