package xyz.anipub.audit;

import java.util.List;
import java.util.Optional;

/**
 * Port to where deeds are kept, for all nodes. Any thread may call; each call may block for a bounded time.
 *
 * <p>Whoever has power writes a deed down <b>before</b> doing it, once it is clear that it may and can be done: so nothing is done that
 * was not written down, and a store that fails in between leaves a line too many, never one too few.
 *
 * <p>Every method throws {@link AuditUnavailableException} if the store cannot be reached in time.
 */
public interface AuditLog {

    /** Keeps a deed, for good: on return every node that asks finds it. */
    void add(Deed deed);

    /**
     * What was done, newest first.
     *
     * @param room only what was done in this room; everything if it is empty
     * @param before the {@link AuditEntry#id()} of the last one of the page before this; empty for the first page. What is no id
     *     finds nothing
     * @param limit 1 to 200
     */
    List<AuditEntry> newest(Optional<String> room, Optional<String> before, int limit);

    /** Forgets what has been kept for long enough; to be called now and then by one node of all. Returns how many entries went. */
    long sweep();
}
