package xyz.anipub.bench;

import static xyz.anipub.bench.Contestant.BUN;
import static xyz.anipub.bench.Contestant.LIMIT;
import static xyz.anipub.bench.Contestant.NODE;
import static xyz.anipub.bench.Contestant.OURS;
import static xyz.anipub.bench.Contestant.OURS_ENDPOINT;

import java.util.List;

/** How fast people come in, whom the server has seen twice before. */
final class ConnectScenario implements Scenario {

    private static final String ROW = "2,000 connects, 100 at once, third round on";
    private static final int PEOPLE = 2000;
    private static final int ROUNDS_BEFORE = 2;

    @Override
    public String name() {
        return "connect";
    }

    @Override
    public List<Contestant> contestants() {
        return List.of(OURS, OURS_ENDPOINT, NODE, BUN, LIMIT);
    }

    @Override
    public List<Aim> aims() {
        return List.of(Aim.atMost(ROW, "CPU us/connect", OURS, NODE, 1.5, 2));
    }

    /** More would be about a warmer process than the row is. */
    @Override
    public int rounds(Length length) {
        return 3;
    }

    @Override
    public Trial trial(Contestant contestant, Servers servers, Length length) {
        Target target = servers.running(contestant);
        List<Person> people = Person.all(PEOPLE);
        return new Trial() {

            @Override
            public void warmUp() {
                for (int i = 0; i < ROUNDS_BEFORE; i++) {
                    round();
                }
            }

            @Override
            public List<Figure> round() {
                try (Swarm swarm = new Swarm(target, length.patience())) {
                    double cpu = target.cpuSeconds();
                    long began = System.nanoTime();
                    swarm.connect(people);
                    double seconds = (System.nanoTime() - began) / 1e9;
                    return List.of(
                            new Figure(ROW, "CPU us/connect", (target.cpuSeconds() - cpu) * 1e6 / PEOPLE),
                            new Figure(ROW, "connects/s", PEOPLE / seconds));
                }
            }
        };
    }
}
