package xyz.anipub.auth.login;

import jakarta.inject.Inject;
import java.util.Optional;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.Registration;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.bean.SingletonBean;

/**
 * Who may register now: what an admin has chosen, else the setting. From memory, which follows what other nodes' admins choose; the store is
 * asked by a registration only until it has answered once, so that nobody slips in while a node starts.
 *
 * <p>Any thread may call.
 */
@SingletonBean
public class RegistrationMode {

    private final Registration setting;
    private final ChosenRegistration store;

    private volatile Optional<Registration> chosen = Optional.empty();
    private volatile boolean isKnown;

    /** How often this node has changed it: what was read before is older. Guarded by this. */
    private long changes;

    @Inject
    public RegistrationMode(AuthSettings settings, ChosenRegistration store) {
        this.setting = settings.registration();
        this.store = store;
    }

    /**
     * Who may register.
     *
     * @throws UnavailableException if this node does not know yet, and the store cannot be reached
     */
    public Registration current() {
        if (!isKnown) {
            follow();
        }
        return lastKnown();
    }

    /** The same to be shown: never waits, and is the setting while this node does not know yet. */
    public Registration lastKnown() {
        return chosen.orElse(setting);
    }

    /** What holds where nothing is chosen. */
    public Registration setting() {
        return setting;
    }

    /**
     * What is chosen, as the store says.
     *
     * @throws UnavailableException if it cannot be reached
     */
    public Optional<Registration> chosen() {
        return store.find();
    }

    /**
     * Chooses another, or with empty none, so that the setting holds; the other nodes hear of it in some seconds. Callers have asked whether
     * they may.
     *
     * @return false if somebody else has changed it since {@code before} was read
     * @throws UnavailableException if the store cannot be reached; then {@link #follow} finds what came of it
     */
    public boolean choose(Optional<Registration> before, Optional<Registration> next) {
        boolean isOurs = store.replace(before, next);
        if (isOurs) {
            synchronized (this) {
                changes++;
                keep(next);
            }
        }
        return isOurs;
    }

    /** Finds what was chosen on another node; to be called every few seconds. */
    public void follow() {
        long before = changes();
        Optional<Registration> found = store.find();
        synchronized (this) {
            if (changes == before) {
                keep(found);
            }
        }
    }

    private synchronized long changes() {
        return changes;
    }

    private void keep(Optional<Registration> now) {
        chosen = now;
        isKnown = true;
    }
}
