package xyz.anipub.bench;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;

/**
 * How long members of a room wait for their acks while strangers flood what they use, beside the same flood aimed
 * elsewhere: at another room, or at another server on the same machine. Ours only, with its default limits.
 */
final class FloodScenario implements Scenario {

    private static final int ALTERNATIONS = 5;
    private static final int MEMBERS = 10;
    private static final double AIM = 2;

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public Setup setup() {
        return Setup.DEFAULT_LIMITS;
    }

    @Override
    public boolean measures(Target target) {
        return target instanceof AniPub;
    }

    @Override
    public void measure(Target target, Length length, Report report) {
        ChatApi here = apiOf(target);
        try (AniPub elsewhere = AniPub.asItComes("bench-elsewhere", Optional.empty())) {
            Person host = Person.register(here, "Host");
            String room = host.createRoom();
            String otherRoom = host.createRoom();
            List<Person> members = IntStream.range(0, MEMBERS)
                    .mapToObj(i -> Person.register(here, "Member"))
                    .toList();
            members.forEach(member -> member.join(room));
            try (PacedMembers paced = new PacedMembers(members, room);
                    Flood.Kinds floods = Flood.of(here, room, otherRoom, apiOf(elsewhere))) {
                paced.run(length.warmUp());
                for (Flood flood : floods.all()) {
                    compare(flood, paced, length, report);
                }
            }
        }
    }

    /** In turn, so that both have the same of the machine's moods. */
    private static void compare(Flood flood, PacedMembers paced, Length length, Report report) {
        double[] ratios = new double[ALTERNATIONS];
        List<Double> here = new ArrayList<>();
        for (int i = 0; i < ALTERNATIONS; i++) {
            double elsewhere = p99(flood, false, paced, length.measured());
            here.add(p99(flood, true, paced, length.measured()));
            ratios[i] = here.get(i) / elsewhere;
            report.note("%s: p99 %.1f ms, aimed elsewhere %.1f ms", flood.name(), here.get(i), elsewhere);
        }
        Arrays.sort(ratios);
        here.sort(null);
        report.add(flood.name(), "p99 ms", here.get(ALTERNATIONS / 2));
        report.add(flood.name(), "times elsewhere", ratios[ALTERNATIONS / 2], Goal.atMost(AIM));
    }

    private static double p99(Flood flood, boolean here, PacedMembers paced, Duration time) {
        Runnable end = flood.begin(here);
        try {
            return paced.run(time).getValueAtPercentile(99) / 1e6;
        } finally {
            end.run();
        }
    }

    private static ChatApi apiOf(Target target) {
        return new ChatApi(URI.create("http://127.0.0.1:" + target.port() + "/"));
    }
}
