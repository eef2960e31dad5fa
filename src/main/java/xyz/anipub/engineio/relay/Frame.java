package xyz.anipub.engineio.relay;

import java.util.List;
import xyz.anipub.engineio.RelayedSocket.Message;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.packet.PayloadBody;

/** What one node tells another. */
sealed interface Frame {

    /** To all, again and again: the sender lives. */
    record Here() implements Frame {}

    /** To all: it ends. */
    record Gone() implements Frame {}

    /**
     * To a node with which there are exchanges, again and again: this is how many frames there were before.
     *
     * @param isAsking whether the other node is to say the same
     */
    record Beat(boolean isAsking) implements Frame {}

    /**
     * Something is missing, or the other node was silent for too long: all exchanges have ended here.
     *
     * @param run the lowest of the other node's that counts from now on
     * @param isAgain whether it was said before, and nothing came
     */
    record Lost(long run, boolean isAgain) implements Frame {}

    /** A request or a WebSocket broke in a way that ends its session. */
    record Fail(String sid, String detail) implements Frame {}

    /** Opens an exchange: a GET waits. */
    record Poll(String sid) implements Frame {}

    /** Opens one: the body of a POST. */
    record Post(String sid, PayloadBody payload) implements Frame {}

    /** Opens one: a WebSocket. */
    record Connect(String sid, boolean textOnly) implements Frame {}

    /** Of a GET, which ends when this is {@link Written}. */
    record Answer(PayloadBody payload, boolean compressible) implements Frame {}

    /** Ends one: the POST was handled. */
    record Taken() implements Frame {}

    /** Ends one: 400. */
    record Refusal() implements Frame {}

    /** Ends one: by the protocol's table. */
    record Rejection(HandshakeError error) implements Frame {}

    /** Of a WebSocket, in both directions. */
    record Messages(List<Message> batch) implements Frame {}

    /** The client's end has written what it was given. */
    record Written() implements Frame {}

    /** Ends the exchange of a WebSocket. */
    record Close(int code, String reason) implements Frame {}

    /** Ends any exchange: its other side has gone, or does not know it. */
    record Abort() implements Frame {}
}
