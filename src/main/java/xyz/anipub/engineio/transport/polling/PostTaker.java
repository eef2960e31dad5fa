package xyz.anipub.engineio.transport.polling;

import xyz.anipub.engineio.RelayedReply;

/** Where a client's POSTs go: to its session here, or to the node that has it. */
interface PostTaker {

    /** A whole body, once; answers now or later. */
    void take(BodyForm form, byte[] body, RelayedReply reply);

    /** Reports how many bytes of the body have been received and are kept; false if that is too much for this node. */
    default boolean hold(long bytes) {
        return true;
    }

    /** The request is over, whatever came of it. */
    default void over() {}

    /** The POST is about to be answered, after which the client may send the next. */
    void endPost();

    /** The POST broke before it was whole, which ends the session. */
    void fail(String detail);
}
