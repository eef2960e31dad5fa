package xyz.anipub.chat.node;

/** Port to all that a node delivers by rights. */
public interface FencedDelivery {

    /**
     * Ends it all: when this returns, nothing is delivered by any right that was found before the call. Never waits, may be called by
     * several threads at a time, and again while it is at it.
     *
     * @return how many clients were there; they come back, here or on another node
     */
    int close();
}
