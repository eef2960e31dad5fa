package xyz.anipub.engineio.transport.websocket;

/** A WebSocket message exceeds {@code maxHttpBufferSize}; its session closes, and the socket with code 1009. */
class MessageTooLongException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MessageTooLongException(int limit) {
        super("message exceeds " + limit + " bytes", null, false, false);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
