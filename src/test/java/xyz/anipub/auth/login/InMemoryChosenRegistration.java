package xyz.anipub.auth.login;

import java.util.Optional;
import xyz.anipub.auth.Registration;
import xyz.anipub.auth.UnavailableException;

/** What admins have chosen on the nodes of one test. */
public final class InMemoryChosenRegistration implements ChosenRegistration {

    /** Whether it cannot be reached. */
    public volatile boolean away;

    private Optional<Registration> chosen = Optional.empty();

    @Override
    public synchronized Optional<Registration> find() {
        answer();
        return chosen;
    }

    @Override
    public synchronized boolean replace(Optional<Registration> before, Optional<Registration> next) {
        answer();
        if (!chosen.equals(before)) {
            return false;
        }
        chosen = next;
        return true;
    }

    private void answer() {
        if (away) {
            throw new UnavailableException("away");
        }
    }
}
