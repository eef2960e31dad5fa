package xyz.anipub.engineio;

/** Why an Engine.IO session ended: the five words of protocol section 1.11. */
public enum CloseReason {
    PING_TIMEOUT("ping timeout"),
    PARSE_ERROR("parse error"),
    TRANSPORT_ERROR("transport error"),
    TRANSPORT_CLOSE("transport close"),
    FORCED_CLOSE("forced close");

    private final String text;

    CloseReason(String text) {
        this.text = text;
    }

    /** The protocol's words, as applications see them. */
    public String text() {
        return text;
    }
}
