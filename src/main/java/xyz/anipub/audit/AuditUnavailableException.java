package xyz.anipub.audit;

/** The store cannot be reached in time; what was asked for may be repeated. */
public class AuditUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AuditUnavailableException(Throwable cause) {
        super("The audit cannot be reached.", cause);
    }

    public AuditUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
