package xyz.anipub.chat.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.UserId;

/**
 * Where notices are kept, one document each; of a message and a person there is at most one.
 *
 * <p>Every method waits for the store, for a bounded time, and throws {@link xyz.anipub.chat.UnavailableException} when it cannot be
 * reached. Safe for use by many threads and nodes.
 */
public interface NoticeRepository {

    /** A fresh id, in the order of time. */
    String nextId(Instant at);

    /**
     * Adds notices, in one command.
     *
     * @return those that are new: of the others the person had notice of this message before
     */
    List<Notice> add(List<Notice> notices);

    /** Keeps so many of a person's, the newest. */
    void trim(UserId user, int max);

    /**
     * A person's, newest first.
     *
     * @param before the cursor of the page before, if any
     * @throws xyz.anipub.chat.InvalidFieldException if it is no cursor
     */
    Page<Notice> of(UserId user, Optional<String> before, int limit);

    /** Takes away all that is older. */
    void removeBefore(Instant time);
}
