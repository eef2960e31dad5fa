package xyz.anipub.engineio.transport;

import xyz.anipub.engineio.packet.PayloadBody;

/** A GET of a polling client that waits for its answer. It is answered or refused, once; neither call blocks. */
interface Poll {

    /** Answers 200 with a payload. */
    void answer(PayloadBody payload);

    /** Answers 400 without a body. */
    void refuse();
}
