package xyz.anipub.engineio.relay;

/** What came from the channel is no frame; the next one may be well again. The message never repeats what came. */
final class MalformedFrameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedFrameException(String message) {
        super(message, null, false, false);
    }
}
