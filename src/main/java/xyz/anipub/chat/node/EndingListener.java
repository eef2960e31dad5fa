package xyz.anipub.chat.node;

import java.time.Duration;

/**
 * Port to whoever delivers by rights: learns which have ended through another node. Called one after the other, by the thread
 * of {@link Endings#follow}; may wait for a bounded time.
 *
 * <p>{@link xyz.anipub.chat.UnavailableException} means that this node may still deliver by the right: it is asked again a second
 * later.
 */
public interface EndingListener {

    /**
     * A right has ended, perhaps some time ago: there may be a new one since. When this returns, nothing is delivered by it.
     *
     * @param patience how long it may wait for anything but the store, as what has ended behind it waits, and so do those who ended it
     */
    void ended(Ending ending, Duration patience);

    /** Rights may have ended of which it is not known which: ends those by which this node delivers and that are gone. */
    void verifyAll();
}
