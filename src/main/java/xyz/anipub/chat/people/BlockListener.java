package xyz.anipub.chat.people;

import xyz.anipub.chat.UserId;

/** Port to whoever lets people write to each other. */
public interface BlockListener {

    /**
     * Between two people there is a block more or less, in the store. When this returns, that counts on all nodes.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away; it counts soon
     */
    void changed(UserId one, UserId other);
}
