package xyz.anipub.chat;

/** A value breaks a rule of its field. */
public class InvalidFieldException extends ChatException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param code {@link ErrorCode#INVALID} or {@link ErrorCode#TOO_LONG} */
    public InvalidFieldException(ErrorCode code, String field, String message) {
        super(code, message);
        this.field = field;
    }

    /** The wire name of the field. */
    public String field() {
        return field;
    }
}
