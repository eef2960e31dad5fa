package xyz.anipub.bench;

/** What the others notice of some that do not read, once all buffers between them and the server are full. */
final class SlowReadersScenario implements Scenario {

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
    public void measure(Target target, Length length, Report report) {
        try (Swarm swarm = new Swarm(target, length.patience())) {
            Crowd crowd = new Crowd(swarm, swarm.connect(Person.first(MEMBERS)), CONTENT);
            Figures before = crowd.pace("all-reading", PER_SECOND, length.warmUp(target), length.measured());
            report.note("all reading: %s", before);
            crowd.stopReading(NOT_READING);
            crowd.say(ENOUGH_TO_FILL, 20);
            Figures after = crowd.pace("not-reading", PER_SECOND, length.warmUp(target), length.measured());
            report.note("%d not reading: %s", NOT_READING, after);
            String what = "1,000 members at 20 messages/s of 2 kB, ";
            report.add(what + "all reading", "p99 ms", before.millis(99));
            report.add(
                    what + "50 not reading: the others'", "p99 ms", after.millis(99), Goal.atMost(2 * before.millis(99)));
        }
    }
}
