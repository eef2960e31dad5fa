package xyz.anipub.auth.login;

import java.util.Optional;
import xyz.anipub.auth.Registration;
import xyz.anipub.auth.UnavailableException;

/**
 * Port to where all nodes keep who may register, if an admin has chosen. Any thread may call; each call may block for a bounded time.
 *
 * <p>Every method throws {@link UnavailableException} if the store cannot be reached in time.
 */
public interface ChosenRegistration {

    /** What was chosen last; empty where the setting holds. */
    Optional<Registration> find();

    /** Keeps another choice, empty for none, if it is still {@code before}; of several at once one does. Whether it was this one. */
    boolean replace(Optional<Registration> before, Optional<Registration> next);
}
