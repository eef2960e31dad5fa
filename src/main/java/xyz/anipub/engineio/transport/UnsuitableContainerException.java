package xyz.anipub.engineio.transport;

/** The container is not the one that a {@link Carrier} is made for, or differs from the versions that it knows. */
public class UnsuitableContainerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnsuitableContainerException(String message) {
        super(message);
    }

    public UnsuitableContainerException(String message, Throwable cause) {
        super(message, cause);
    }
}
