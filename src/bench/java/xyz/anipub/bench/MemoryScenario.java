package xyz.anipub.bench;

import java.util.List;

/** What a connection costs that only stays. */
final class MemoryScenario implements Scenario {

    private static final int CONNECTIONS = 10_000;

    /** So many are there before and stay, for what is loaded once. */
    private static final int FIRST = 200;

    @Override
    public String name() {
        return "memory";
    }

    /** RSS counts the first round, which takes the memory; the heap counts the second, in which nobody is new. */
    @Override
    public void measure(Target target, Length length, Report report) {
        List<Person> people = Person.all(FIRST + CONNECTIONS);
        try (Swarm few = new Swarm(target, length.patience())) {
            few.connect(people.subList(0, FIRST));
            double[] before = {0, Cpu.residentKilobytes(target.pid())};
            double[] after = {0, 0};
            for (int round = 0; round < 2; round++) {
                before[0] = target.liveBytes() / 1000.0;
                try (Swarm swarm = new Swarm(target, length.patience())) {
                    swarm.connect(people.subList(FIRST, people.size()));
                    Cpu.awaitIdle(target.pid());
                    if (round == 0) {
                        after[1] = Cpu.residentKilobytes(target.pid());
                    }
                    after[0] = target.liveBytes() / 1000.0;
                }
            }
            report.note(
                    "live heap %.0f kB, then %.0f kB; resident %.0f kB, then %.0f kB",
                    before[0], after[0], before[1], after[1]);
            report.add("idle connection, of 10,000", "kB heap", (after[0] - before[0]) / CONNECTIONS, Goal.atMost(12));
            report.add("idle connection, of 10,000", "kB RSS", (after[1] - before[1]) / CONNECTIONS);
            report.add("process with 10,200 connections", "MB RSS", after[1] / 1000);
        }
    }
}
