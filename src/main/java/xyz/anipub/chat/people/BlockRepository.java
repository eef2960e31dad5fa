package xyz.anipub.chat.people;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.UserId;

/**
 * Where blocks are kept, one document each.
 *
 * <p>Every method waits for the store, for a bounded time, and throws {@link xyz.anipub.chat.UnavailableException} when it cannot be
 * reached. What a writing method returned from is stored for good. Safe for use by many threads and nodes.
 */
public interface BlockRepository {

    /**
     * Somebody wants nothing of somebody else. Twice is no error.
     *
     * @return whether it is news
     */
    boolean add(UserId by, UserId blocked, Instant at);

    /** @return whether there was one */
    boolean remove(UserId by, UserId blocked);

    /** How many somebody blocks. */
    long count(UserId by);

    /**
     * Whom somebody blocks, in the order of their ids.
     *
     * @param after the cursor of the page before, if any
     * @throws xyz.anipub.chat.InvalidFieldException if it is no cursor
     */
    Page<Block> of(UserId by, Optional<String> after, int limit);

    /** Those of some others who block a person or are blocked by that one. */
    Set<UserId> eitherWay(UserId one, Collection<UserId> others);

    /** Those of some others whom somebody blocks. */
    Set<UserId> blockedAmong(UserId by, Collection<UserId> others);

    /** Those of some others who block somebody. */
    Set<UserId> blockersAmong(Collection<UserId> others, UserId blocked);

    /** Whom somebody blocks, and since when. */
    record Block(UserId blocked, Instant since) {}
}
