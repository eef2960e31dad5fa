package xyz.anipub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one scenario has found about one server, in the order of the table's rows. */
final class Report {

    private final Target target;
    private final List<Line> lines = new ArrayList<>();

    /** One figure. */
    record Line(String what, String unit, double value, Goal goal) {}

    Report(Target target) {
        this.target = target;
    }

    void add(String what, String unit, double value, Goal goal) {
        lines.add(new Line(what, unit, value, goal));
    }

    void add(String what, String unit, double value) {
        add(what, unit, value, Goal.none());
    }

    /** Something about the measurement, for whoever watches. */
    void note(String format, Object... arguments) {
        System.out.printf(
                Locale.ROOT, "  %s: %s (load %s)%n", target.name(), String.format(format, arguments), Cpu.load());
    }

    /** Rows of both servers' figures, of which the scenario has found the same. */
    static List<String> rows(Report ours, Report peers) {
        List<String> rows = new ArrayList<>();
        for (Line line : ours.lines) {
            double peer = peers.lines.stream()
                    .filter(each -> each.what().equals(line.what()) && each.unit().equals(line.unit()))
                    .mapToDouble(Line::value)
                    .findFirst()
                    .orElse(Double.NaN);
            rows.add("| %s | %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            line.what(),
                            line.unit(),
                            number(line.value()),
                            number(peer),
                            Double.isNaN(peer) || peer == 0 ? "" : number(line.value() / peer) + "x",
                            line.goal().text(),
                            line.goal().verdict(line.value(), peer)));
        }
        return rows;
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
