package xyz.anipub.bench;

/** What a figure of ours is held against. */
record Goal(String text, Kind kind, double limit) {

    private enum Kind {
        RATIO_AT_LEAST,
        RATIO_AT_MOST,
        AT_MOST,
        NONE
    }

    /** Many times the peer's, or more. */
    static Goal times(double limit) {
        return new Goal(">= %sx".formatted(number(limit)), Kind.RATIO_AT_LEAST, limit);
    }

    /** This part of the peer's, or less. */
    static Goal partOf(double limit) {
        return new Goal("<= %sx".formatted(number(limit)), Kind.RATIO_AT_MOST, limit);
    }

    static Goal atMost(double limit) {
        return new Goal("<= " + number(limit), Kind.AT_MOST, limit);
    }

    static Goal none() {
        return new Goal("", Kind.NONE, 0);
    }

    /** Whether it is reached, in a word for the table. */
    String verdict(double ours, double peers) {
        return switch (kind) {
            case RATIO_AT_LEAST -> word(ours >= limit * peers);
            case RATIO_AT_MOST -> word(ours <= limit * peers);
            case AT_MOST -> word(ours <= limit);
            case NONE -> "";
        };
    }

    private static String word(boolean reached) {
        return reached ? "yes" : "no";
    }

    private static String number(double limit) {
        return limit == Math.rint(limit) ? String.valueOf((long) limit) : String.valueOf(limit);
    }
}
