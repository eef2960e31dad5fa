package xyz.anipub.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures all servers in turn, round by round, and prints tables. Exits with 2 if a server stalls.
 *
 * <p>System properties: {@code bench.only}, names of scenarios with commas between; {@code bench.quick};
 * {@code bench.everybody}; {@code bench.stall}, in seconds; {@code bench.record}; {@code bench.jvm}.
 */
public final class Benchmark {

    private static final int FAILED = 1;
    private static final int STALLED = 2;

    private Benchmark() {}

    public static void main(String[] args) {
        Options options = Options.ofSystemProperties();
        Results results = new Results();
        int status = 0;
        try (Servers servers = new Servers(options.recordings())) {
            for (Scenario scenario : options.scenarios()) {
                results.hold(scenario.aims());
                measure(scenario, servers, options, results);
            }
        } catch (StallException stall) {
            System.out.println("STALL: " + stall.getMessage());
            status = STALLED;
        } catch (RuntimeException mistake) {
            mistake.printStackTrace();
            status = FAILED;
        }
        results.print(System.out);
        if (status == 0 && options.wantsCodecs()) {
            CodecBenchmark.run(options.length());
        }
        // Threads of nobody keep the process otherwise.
        System.exit(status);
    }

    /** Warms everybody up, then measures one after the other, again and again; who is not measured is idle. */
    private static void measure(Scenario scenario, Servers servers, Options options, Results results) {
        long began = System.nanoTime();
        System.out.println(scenario.name());
        Map<Contestant, Trial> trials = new EnumMap<>(Contestant.class);
        List<Contestant> contestants = options.contestants(scenario);
        // While one starts nobody answers the heartbeats of the others.
        contestants.forEach(servers::running);
        for (Contestant each : contestants) {
            Trial trial = scenario.trial(each, servers, options.length());
            trials.put(each, trial);
            trial.warmUp();
        }
        servers.measuring(scenario.name(), true);
        Map<Contestant, ThreadProfile> profiles = new EnumMap<>(Contestant.class);
        contestants.forEach(each -> profiles.put(each, new ThreadProfile(servers.running(each))));
        for (int round = 1; round <= scenario.rounds(options.length()); round++) {
            for (Contestant each : contestants) {
                List<Figure> figures = trials.get(each).round();
                figures.forEach(figure -> results.add(each, figure));
                tell(each, round, figures);
            }
        }
        profiles.forEach((each, profile) -> System.out.printf("  %s, by threads: %s%n", each.label(), profile.shares()));
        servers.measuring(scenario.name(), false);
        trials.values().forEach(Trial::close);
        System.out.printf("  %d s%n", (System.nanoTime() - began) / 1_000_000_000);
    }

    private static void tell(Contestant contestant, int round, List<Figure> figures) {
        StringBuilder line = new StringBuilder("  %d. %s:".formatted(round, contestant.label()));
        figures.forEach(each -> line.append(String.format(Locale.ROOT, " %,.2f %s;", each.value(), each.unit())));
        System.out.println(line + " load " + Cpu.load());
    }
}
