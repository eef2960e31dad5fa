package xyz.anipub.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures both servers in turn and prints a table. Exits with 2 if a server stalls.
 *
 * <p>System properties: {@code bench.only}, names of scenarios with commas between; {@code bench.quick}; {@code
 * bench.stall}, in seconds; {@code bench.record}.
 */
public final class Benchmark {

    private static final int STALLED = 2;

    private Benchmark() {}

    public static void main(String[] args) {
        Options options = Options.ofSystemProperties();
        List<String> rows = new ArrayList<>();
        try {
            for (Setup setup : Setup.values()) {
                List<Scenario> wanted = Scenario.all().stream()
                        .filter(each -> each.setup() == setup && options.wants(each.name()))
                        .toList();
                if (!wanted.isEmpty()) {
                    measure(setup, wanted, options, rows);
                }
            }
        } catch (StallException stall) {
            System.out.println("STALL: " + stall.getMessage());
            print(rows);
            System.exit(STALLED);
        }
        print(rows);
        if (options.wantsCodecs()) {
            CodecBenchmark.run(options.length());
        }
        // Threads of nobody keep the process otherwise.
        System.exit(0);
    }

    private static void measure(Setup setup, List<Scenario> scenarios, Options options, List<String> rows) {
        try (Servers servers = Servers.start(setup, options.recordings())) {
            for (Scenario scenario : scenarios) {
                System.out.println(scenario.name());
                Report peers = new Report(servers.peer());
                if (scenario.setup() == Setup.SAME_STORE) {
                    // The store has to be as warm for the first as for the second.
                    scenario.measure(servers.peer(), options.length(), new Report(servers.peer()));
                }
                if (scenario.measures(servers.peer())) {
                    scenario.measure(servers.peer(), options.length(), peers);
                }
                Report ours = new Report(servers.ours());
                scenario.measure(servers.ours(), options.length(), ours);
                rows.addAll(Report.rows(ours, peers));
            }
        }
    }

    private static void print(List<String> rows) {
        System.out.println();
        System.out.println("| | | AniPub | Node | ratio | aim | reached |");
        System.out.println("|---|---|---|---|---|---|---|");
        rows.forEach(System.out::println);
        System.out.println();
    }
}
