package xyz.anipub.engineio.config;

/**
 * What {@link AllowRequest} has decided.
 *
 * @param allowed whether the session may be opened
 * @param message what a refused peer is told; empty for the protocol's own word
 */
public record Verdict(boolean allowed, String message) {

    private static final Verdict ALLOW = new Verdict(true, "");
    private static final Verdict REFUSE = new Verdict(false, "");

    public static Verdict allow() {
        return ALLOW;
    }

    /** Refuses with code 4, {@code Forbidden}. */
    public static Verdict refuse() {
        return REFUSE;
    }

    /** Refuses with code 4 and a message of the application's. */
    public static Verdict refuse(String message) {
        return new Verdict(false, message);
    }
}
