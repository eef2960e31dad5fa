package xyz.anipub.bench;

import static xyz.anipub.bench.Contestant.NODE_STORING;
import static xyz.anipub.bench.Contestant.OURS;
import static xyz.anipub.bench.Contestant.OURS_STORE_APART;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a figure of ours is held against: a multiple of a peer's figure in the same round, or a number.
 *
 * @param peer none if it is a number
 * @param kind which side of the limit is right, if there is one
 */
record Aim(
        String row,
        String unit,
        Contestant ours,
        Optional<Contestant> peer,
        Kind kind,
        double payara,
        double wildfly) {

    private static final boolean ON_WILDFLY =
            System.getProperty("anipub.container", "").equals("wildfly");

    enum Kind {
        AT_LEAST(">="),
        AT_MOST("<="),
        REPORTED("");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    /** This part of the peer's, or less. */
    static Aim atMost(String row, String unit, Contestant ours, Contestant peer, double payara, double wildfly) {
        return new Aim(row, unit, ours, Optional.of(peer), Kind.AT_MOST, payara, wildfly);
    }

    /** So many times the peer's, or more. */
    static Aim atLeast(String row, String unit, Contestant ours, Contestant peer, double payara, double wildfly) {
        return new Aim(row, unit, ours, Optional.of(peer), Kind.AT_LEAST, payara, wildfly);
    }

    /** Held against a number. */
    static Aim atMost(String row, String unit, Contestant ours, double payara, double wildfly) {
        return new Aim(row, unit, ours, Optional.empty(), Kind.AT_MOST, payara, wildfly);
    }

    /** Printed beside a peer's and held against nothing. */
    static Aim reported(String row, String unit, Contestant ours, Contestant peer) {
        return new Aim(row, unit, ours, Optional.of(peer), Kind.REPORTED, 0, 0);
    }

    /** Those of a row in which both store: beside Node with the store apart, on both runtimes; with ours embedded it is reported. */
    static List<Aim> storing(String row, double times, double cpu) {
        return List.of(
                atLeast(row, "messages/s", OURS_STORE_APART, NODE_STORING, times, times),
                atMost(row, "CPU us/message", OURS_STORE_APART, NODE_STORING, cpu, cpu),
                reported(row, "messages/s", OURS, NODE_STORING),
                reported(row, "CPU us/message", OURS, NODE_STORING));
    }

    String text() {
        if (kind == Kind.REPORTED) {
            return "";
        }
        String limit = String.format(Locale.ROOT, "%.2f", limit()).replaceAll("\\.?0+$", "");
        return kind.sign + " " + limit + (peer.isPresent() ? "x" : "");
    }

    /**
     * Whether it is reached, in words for the table: by the median, and if rounds disagree, what the median says is no more
     * than what the machine's moods do.
     */
    String verdict(Samples samples) {
        if (kind == Kind.REPORTED) {
            return "";
        }
        String word = holds(samples.median()) ? "yes" : "no";
        boolean agreed = holds(samples.least()) == holds(samples.most());
        return agreed ? word : word + ", within the spread";
    }

    private boolean holds(double value) {
        return kind == Kind.AT_LEAST ? value >= limit() : value <= limit();
    }

    private double limit() {
        return ON_WILDFLY ? wildfly : payara;
    }
}
