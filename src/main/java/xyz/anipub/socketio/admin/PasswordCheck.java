package xyz.anipub.socketio.admin;

/** Knows the operators' password; a port, so that the choice of hash is the application's. */
@FunctionalInterface
public interface PasswordCheck {

    /**
     * Whether this is the password. It takes its time on purpose, the same for right and wrong ones, and may be called by
     * any thread.
     */
    boolean matches(String password);
}
