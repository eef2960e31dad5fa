package xyz.anipub.engineio.relay;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * By which nodes send each other bytes. Messages from one node to another arrive in the order of the calls, or not at all;
 * one may arrive twice. Thread-safe; nothing blocks.
 */
public interface NodeChannel {

    /**
     * Hears what is sent to a node of that name, and to all, from now on.
     *
     * @param listener called on a thread that must only hand on
     */
    void listen(String name, Consumer<byte[]> listener);

    /** @return done when it has left this node, failed if it cannot */
    CompletionStage<?> send(String name, byte[] message);

    /** To all that listen, the sender too. */
    void sendToAll(byte[] message);
}
