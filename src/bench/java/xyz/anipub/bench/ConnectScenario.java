package xyz.anipub.bench;

import java.util.List;

/** How fast people come in, whom the server has seen before. */
final class ConnectScenario implements Scenario {

    private static final int PEOPLE = 2000;
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "connect";
    }

    @Override
    public void measure(Target target, Length length, Report report) {
        List<Person> people = Person.all(PEOPLE);
        for (int round = 1; round <= ROUNDS; round++) {
            try (Swarm swarm = new Swarm(target, length.patience())) {
                double cpu = Cpu.secondsOf(target.pid());
                long began = System.nanoTime();
                swarm.connect(people);
                double perSecond = PEOPLE * 1e9 / (System.nanoTime() - began);
                double cpuEach = (Cpu.secondsOf(target.pid()) - cpu) * 1e6 / PEOPLE;
                report.note("round %d: %.0f connects/s, %.0f us CPU each", round, perSecond, cpuEach);
                if (round == ROUNDS) {
                    report.add("2,000 connects, 100 at once", "connects/s", perSecond);
                    report.add("2,000 connects, 100 at once", "CPU us/connect", cpuEach);
                }
            }
        }
    }
}
