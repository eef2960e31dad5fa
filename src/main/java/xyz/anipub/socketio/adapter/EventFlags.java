package xyz.anipub.socketio.adapter;

/**
 * How an event travels; immutable.
 *
 * @param isVolatile whether a socket that cannot take the event at once shall miss it, attachments and all
 * @param isCompressed whether a polling answer that carries it may be compressed; so it is unless somebody objects
 */
public record EventFlags(boolean isVolatile, boolean isCompressed) {

    private static final EventFlags USUAL = new EventFlags(false, true);

    /** Kept until it can be sent, and compressed where that is switched on. */
    public static EventFlags usual() {
        return USUAL;
    }

    public EventFlags asVolatile() {
        return new EventFlags(true, isCompressed);
    }

    public EventFlags compressed(boolean compress) {
        return new EventFlags(isVolatile, compress);
    }
}
