package xyz.anipub.chat.power;

import java.time.Instant;
import java.util.Optional;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;

/** Somebody may not do this for some time, or for ever. */
public class RestrictedException extends ChatException {

    private static final long serialVersionUID = 1L;

    private final Instant until;

    /**
     * @param sentence without its end
     * @param until {@link Instant#MAX} for ever
     */
    public RestrictedException(ErrorCode code, String sentence, Instant until) {
        super(code, until.equals(Instant.MAX) ? sentence + "." : sentence + " until " + until + ".");
        this.until = until;
    }

    /** When it may be tried again; empty for never. */
    public Optional<Instant> until() {
        return until.equals(Instant.MAX) ? Optional.empty() : Optional.of(until);
    }
}
