package xyz.anipub.chat.node;

/** Port to the way between nodes that is faster than the store: what is lost there is found in the store a beat later. */
public interface EndingSignal {

    /** Has the other nodes follow up to an ending at once, if they can be reached. Never waits, and throws nothing. */
    void written(long number);
}
