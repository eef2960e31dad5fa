package xyz.anipub.store.embedded;

/** The embedded store could not be opened; the message names the file and says what to do. */
public final class EmbeddedMongoUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedMongoUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
