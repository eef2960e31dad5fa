package xyz.anipub.engineio;

import java.util.function.Consumer;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.packet.PayloadBody;

/** What a client's request gets: one call, on any thread, that does not block. */
public interface RelayedReply {

    /**
     * 200 with a payload, for a GET.
     *
     * @param compressible whether it is worth compressing
     * @param onWritten told, perhaps later and on any thread, whether the payload was written to the client; if not, it is lost
     */
    void answer(PayloadBody payload, boolean compressible, Consumer<Boolean> onWritten);

    /** 200, for a POST that has been handled. */
    void taken();

    /** 400 without a body. */
    void refuse();

    /** By the protocol's table. */
    void reject(HandshakeError error);
}
