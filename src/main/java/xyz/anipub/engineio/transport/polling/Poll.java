package xyz.anipub.engineio.transport.polling;

import xyz.anipub.engineio.packet.PayloadBody;

/** A GET of a polling client that waits for its answer. It is answered or refused, once; neither call blocks. */
public interface Poll {

    /**
     * Answers 200 with a payload.
     *
     * @param compressible whether it is worth compressing
     */
    void answer(PayloadBody payload, boolean compressible);

    /** Answers 400 without a body. */
    void refuse();
}
