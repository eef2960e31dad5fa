package xyz.anipub.bench;

/** The same room with ten times as many members each time. */
final class GrowthScenario implements Scenario {

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void measure(Target target, Length length, Report report) {
        for (int members = 10; members <= 10_000; members *= 10) {
            try (Swarm swarm = new Swarm(target, length.patience())) {
                Crowd crowd = new Crowd(swarm, swarm.connect(Person.first(members)), FanOutScenario.CONTENT);
                Figures figures = crowd.saturate("growth-" + members, 20, length.warmUp(target), length.half());
                report.note("%,d members: %s", members, figures);
                report.add("growth: %,d members".formatted(members), "deliveries/s", figures.perSecond());
                report.add("growth: %,d members".formatted(members), "CPU us/delivery", figures.cpuMicrosEach());
            }
        }
    }
}
