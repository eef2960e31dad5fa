package xyz.anipub.bench;

import static xyz.anipub.bench.Contestant.NODE;
import static xyz.anipub.bench.Contestant.OURS;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import xyz.anipub.testing.TestServer;

/** A process that has just started: people talk in it at once, and everybody comes back to the one that follows. */
final class FirstMinuteScenario implements Scenario {

    private static final String START = "start of a process";
    private static final String MINUTE = "a process's first minute (quick: 15 s), 100 members at 50 messages/s";
    private static final String RETURN = "2,000 people reconnecting to a server just started, in 20 rooms";
    private static final int TALKERS = 100;
    private static final int PER_SECOND = 50;
    private static final int RETURNING = 2000;
    private static final int ROOMS = 20;

    @Override
    public String name() {
        return "first-minute";
    }

    @Override
    public List<Contestant> contestants() {
        return List.of(OURS, NODE);
    }

    @Override
    public List<Aim> aims() {
        return List.of(
                Aim.atMost(MINUTE, "CPU us/delivery", OURS, NODE, 3, 3),
                Aim.reported(RETURN, "s until all are back", OURS, NODE),
                Aim.reported(RETURN, "CPU s", OURS, NODE));
    }

    @Override
    public int rounds(Length length) {
        return length.fewRounds();
    }

    @Override
    public Trial trial(Contestant contestant, Servers servers, Length length) {
        return new Trial() {

            @Override
            public void warmUp() {
                // It is about what is cold.
            }

            @Override
            public List<Figure> round() {
                List<Figure> figures = new ArrayList<>();
                Path data = TestServer.newFolder("bench-first-minute");
                List<String> rooms;
                try (Target target = servers.start(contestant, data)) {
                    figures.add(new Figure(START, "CPU s", target.cpuSeconds()));
                    rooms = Crowd.newRooms(target, ROOMS);
                    talk(target, figures);
                    enter(target, rooms, new ArrayList<>());
                }
                try (Target target = servers.start(contestant, data)) {
                    enter(target, rooms, figures);
                }
                return figures;
            }

            /** The minute includes that they come in. */
            private void talk(Target target, List<Figure> figures) {
                List<String> room = Crowd.newRooms(target, 1);
                try (Swarm swarm = new Swarm(target, length.patience())) {
                    double cpu = target.cpuSeconds();
                    long began = System.nanoTime();
                    Crowd crowd = new Crowd(swarm, swarm.connect(Person.all(TALKERS)), room, Crowd.CONTENT);
                    Meter meter = crowd.pace(PER_SECOND, length.minute().minusNanos(System.nanoTime() - began));
                    figures.add(new Figure(
                            MINUTE, "CPU us/delivery", (target.cpuSeconds() - cpu) * 1e6 / meter.count()));
                    figures.add(new Figure(MINUTE, "p50 ms", meter.millis(50)));
                    figures.add(new Figure(MINUTE, "p99 ms", meter.millis(99)));
                }
            }

            private void enter(Target target, List<String> rooms, List<Figure> figures) {
                try (Swarm swarm = new Swarm(target, length.patience())) {
                    double cpu = target.cpuSeconds();
                    long began = System.nanoTime();
                    new Crowd(swarm, swarm.connect(Person.all(RETURNING)), rooms, Crowd.CONTENT);
                    figures.add(new Figure(RETURN, "s until all are back", (System.nanoTime() - began) / 1e9));
                    figures.add(new Figure(RETURN, "CPU s", target.cpuSeconds() - cpu));
                }
            }
        };
    }
}
