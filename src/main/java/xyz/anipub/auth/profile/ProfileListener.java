package xyz.anipub.auth.profile;

/** Is told when a profile has changed: every CDI bean of this type on this node. */
public interface ProfileListener {

    /**
     * The profile is stored. On the thread of whoever changed it, without any lock; must not block. An exception is logged and does
     * not stop the other listeners.
     */
    void changed(Profile profile);
}
