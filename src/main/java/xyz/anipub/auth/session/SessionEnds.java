package xyz.anipub.auth.session;

import java.time.Instant;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.UnavailableException;

/** Until when somebody may go on who came with a token that has been renewed since, perhaps on another node. */
public interface SessionEnds {

    /**
     * When the newest token of the session ends; that of the caller's own if nothing newer is known.
     *
     * @throws UnavailableException if the store cannot be reached in time
     */
    Instant of(Principal caller);
}
