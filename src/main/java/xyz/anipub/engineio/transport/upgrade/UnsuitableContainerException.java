package xyz.anipub.engineio.transport.upgrade;

/** A connection is not of the container that a {@link Carrier} is made for, or differs from those that it knows. */
public class UnsuitableContainerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnsuitableContainerException(String message) {
        super(message);
    }

    public UnsuitableContainerException(String message, Throwable cause) {
        super(message, cause);
    }
}
