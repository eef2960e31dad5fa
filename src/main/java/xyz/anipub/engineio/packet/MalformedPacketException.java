package xyz.anipub.engineio.packet;

/** What arrived is not an Engine.IO packet. The session it came from closes with the reason {@code parse error}. */
public class MalformedPacketException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, without the peer's data */
    public MalformedPacketException(String message) {
        super(message);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
