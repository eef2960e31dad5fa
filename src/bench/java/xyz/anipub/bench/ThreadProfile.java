package xyz.anipub.bench;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Which threads of a server took its processor time since a moment; of its store, too, if that is another process. */
final class ThreadProfile {

    private static final int SHOWN = 10;
    private static final double LEAST_PERCENT = 1;

    private final Target target;
    private final Map<String, Double> before;

    /** Begins. */
    ThreadProfile(Target target) {
        this.target = target;
        before = seconds(target);
    }

    private static Map<String, Double> seconds(Target target) {
        Map<String, Double> all = new HashMap<>();
        target.pids().forEach(pid -> Cpu.secondsByThreads(pid).forEach((name, time) -> all.merge(name, time, Double::sum)));
        return all;
    }

    /** The shares of those who took most, until now. */
    String shares() {
        Map<String, Double> spent = seconds(target);
        spent.replaceAll((name, time) -> Math.max(0, time - before.getOrDefault(name, 0.0)));
        double all = spent.values().stream().mapToDouble(Double::doubleValue).sum();
        return spent.entrySet().stream()
                .filter(each -> 100 * each.getValue() > LEAST_PERCENT * all)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .map(each -> "%s %.0f %%".formatted(each.getKey(), 100 * each.getValue() / all))
                .collect(Collectors.joining(", "));
    }
}
