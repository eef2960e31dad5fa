package xyz.anipub.auth.login;

/** Port to the other nodes, which count what is counted here; what is lost on the way counts on this node alone. */
public interface AttemptSignal {

    /** Tells the others, if they can be reached. Never waits, and throws nothing. */
    void counted(Attempt attempt);
}
