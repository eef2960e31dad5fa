package xyz.anipub.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All figures of all rounds, and the two tables made of them. */
final class Results {

    private record Key(String row, String unit) {}

    private final Map<Key, Map<Contestant, List<Double>>> values = new LinkedHashMap<>();
    private final List<Aim> aims = new ArrayList<>();

    void add(Contestant contestant, Figure figure) {
        values.computeIfAbsent(new Key(figure.row(), figure.unit()), key -> new EnumMap<>(Contestant.class))
                .computeIfAbsent(contestant, key -> new ArrayList<>())
                .add(figure.value());
    }

    void hold(List<Aim> more) {
        aims.addAll(more);
    }

    void print(PrintStream out) {
        out.println();
        out.println("| to reach | | ours | | beside | | ratio | aim | reached |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        aims.forEach(aim -> out.print(line(aim)));
        out.println();
        printAll(out);
    }

    private String line(Aim aim) {
        List<Double> ours = of(aim, aim.ours());
        List<Double> peers = aim.peer().map(peer -> of(aim, peer)).orElse(List.of());
        if (ours.isEmpty() || aim.peer().isPresent() && peers.isEmpty()) {
            // A stall ended the run before.
            return "";
        }
        Samples held = aim.peer().isPresent() ? Samples.ratios(ours, peers) : new Samples(ours);
        return "| %s | %s | %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        aim.row(),
                        aim.unit(),
                        aim.ours().label(),
                        new Samples(ours).text(""),
                        aim.peer().map(Contestant::label).orElse(""),
                        aim.peer().isPresent() ? new Samples(peers).text("") : "",
                        aim.peer().isPresent() ? held.text("x") : "",
                        aim.text(),
                        aim.verdict(held));
    }

    private List<Double> of(Aim aim, Contestant contestant) {
        return values.getOrDefault(new Key(aim.row(), aim.unit()), Map.of()).getOrDefault(contestant, List.of());
    }

    private void printAll(PrintStream out) {
        List<Contestant> present = List.of(Contestant.values()).stream()
                .filter(each -> values.values().stream().anyMatch(found -> found.containsKey(each)))
                .toList();
        out.println("| all figures | | "
                + String.join(" | ", present.stream().map(Contestant::label).toList()) + " |");
        out.println("|---|---|" + "---|".repeat(present.size()));
        values.forEach((key, found) -> {
            StringBuilder line = new StringBuilder("| %s | %s |".formatted(key.row(), key.unit()));
            for (Contestant each : present) {
                List<Double> some = found.get(each);
                line.append(' ').append(some == null ? "" : new Samples(some).text("")).append(" |");
            }
            out.println(line);
        });
        out.println();
    }
}
