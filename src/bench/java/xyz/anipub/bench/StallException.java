package xyz.anipub.bench;

/** A server owed something and nothing came. */
final class StallException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StallException(String message) {
        super(message);
    }
}
