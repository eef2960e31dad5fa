package xyz.anipub.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What several rounds have found of the same. */
final class Samples {

    private final double[] sorted;

    Samples(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was found");
        }
        sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** Round by round, of which both have had the same moods of the machine. */
    static Samples ratios(List<Double> ours, List<Double> peers) {
        return new Samples(IntStream.range(0, Math.min(ours.size(), peers.size()))
                .mapToObj(i -> ours.get(i) / peers.get(i))
                .toList());
    }

    double median() {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    double least() {
        return sorted[0];
    }

    double most() {
        return sorted[sorted.length - 1];
    }

    /** The median, and the least and the most beside it. */
    String text(String unit) {
        String range = sorted.length == 1 ? "" : " (%s to %s)".formatted(number(least()), number(most()));
        return number(median()) + unit + range;
    }

    /** For whoever debugs. */
    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
