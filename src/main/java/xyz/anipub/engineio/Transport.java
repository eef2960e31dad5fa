package xyz.anipub.engineio;

import java.util.List;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.packet.EncodedPacket;

/**
 * What carries a session's packets: a polling client's requests, or one WebSocket.
 *
 * <p><b>Giving and taking.</b> A transport says {@link Session#ready(Transport)} when it can take a batch. The session
 * then calls {@link #write} once, with what is queued up to {@link EngineConfig#batchBytes()}, and not again until the transport has said ready
 * again. A transport may say so from any thread, also before {@code write} has returned.
 *
 * <p><b>Threads.</b> Any thread may call. No lock of the session is held, and no method may block: a transport that has
 * to wait for its peer does so on a thread of its own or by callbacks. Two calls may come at the same time, but never
 * two {@code write}s.
 *
 * <p><b>Errors.</b> No method throws. A transport that fails closes its session by {@link Session#closeNow}.
 */
public interface Transport {

    TransportType type();

    /** The session has taken this transport; called once, before all other calls. */
    void open(Session session);

    /** Takes a batch of at least one packet, in order. */
    void write(List<EncodedPacket> batch);

    /**
     * The session has nothing more to send: tell the peer that it is over, after what is being written. When that is
     * done, or cannot be done, run {@code closed}. The engine calls {@link #abort()} if it takes too long.
     */
    void close(Runnable closed);

    /** The session is closed or has left this transport: end whatever is pending, at once. May come repeatedly. */
    void abort();
}
