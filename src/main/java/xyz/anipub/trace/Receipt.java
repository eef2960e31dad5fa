package xyz.anipub.trace;

/**
 * When that came which a thread is at, by {@link System#nanoTime}; how long a message takes on its way is counted from there. Beginning
 * and ending cost some nanoseconds. Work that goes on on another thread takes the time along by itself.
 */
public enum Receipt {
    /** Of the packet or request that is handled. */
    OF_WORK,
    /** Of the oldest of the messages that are sent to everybody in a room now. */
    OF_MESSAGES;

    /** It is not known when that came. */
    public static final long UNKNOWN = 0;

    // Values are the JDK's: a thread of the container that kept one would keep nothing of the application.
    private final ThreadLocal<Long> at = new ThreadLocal<>();

    /**
     * What this thread does from now on came then; {@link #end} has to follow.
     *
     * @return what {@link #end} is to be given
     */
    public long begin(long nanos) {
        long before = here();
        at.set(nanos);
        return before;
    }

    /** @param before what {@link #begin} has returned */
    public void end(long before) {
        if (before == UNKNOWN) {
            at.remove();
        } else {
            at.set(before);
        }
    }

    /** When what this thread is at came, or {@link #UNKNOWN}. */
    public long here() {
        Long known = at.get();
        return known == null ? UNKNOWN : known;
    }
}
