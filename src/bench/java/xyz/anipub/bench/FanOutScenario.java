package xyz.anipub.bench;

import java.util.List;

/** One person talks and everybody in the room hears it, as fast as it goes and at a fixed rate. */
class FanOutScenario implements Scenario {

    /** Characters of a message's content; with it a message of the guide's is some 250 bytes. */
    static final int CONTENT = 80;

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public void measure(Target target, Length length, Report report) {
        try (Swarm swarm = new Swarm(target, length.patience())) {
            List<Connection> thousand = swarm.connect(Person.first(1000));
            Crowd large = new Crowd(swarm, thousand, CONTENT);
            saturated(large, "1,000 members, 20 in flight", Goal.times(5), Goal.partOf(0.25), length, report);
            Crowd small = new Crowd(swarm, thousand.subList(0, 100), CONTENT);
            saturated(small, "100 members, 20 in flight", Goal.none(), Goal.none(), length, report);
            Figures paced = small.pace("paced", 50, length.warmUp(target), length.measured());
            report.note("100 members at 50 messages/s: %s", paced);
            report.add("100 members at 50 messages/s" + suffix(), "p50 ms", paced.millis(50), Goal.partOf(1));
            report.add("100 members at 50 messages/s" + suffix(), "p99 ms", paced.millis(99), Goal.partOf(1));
            report.add("100 members at 50 messages/s" + suffix(), "p99.9 ms", paced.millis(99.9));
            report.add(
                    "100 members at 50 messages/s" + suffix(),
                    "CPU us/delivery",
                    paced.cpuMicrosEach(),
                    Goal.partOf(1));
        }
    }

    /** What the rows' names end with. */
    String suffix() {
        return "";
    }

    private void saturated(Crowd crowd, String what, Goal speed, Goal cpu, Length length, Report report) {
        Figures figures = crowd.saturate(what, 20, length.warmUp(crowd.target()), length.measured());
        report.note("%s: %s", what, figures);
        report.add(what + suffix(), "deliveries/s", figures.perSecond(), speed);
        report.add(what + suffix(), "CPU us/delivery", figures.cpuMicrosEach(), cpu);
        report.add(what + suffix(), "bytes/message", figures.bytesEach());
    }
}
