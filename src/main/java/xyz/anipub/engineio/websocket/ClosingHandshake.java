package xyz.anipub.engineio.websocket;

import java.util.Optional;

/**
 * The closing handshake (RFC 6455 sections 5.5.1 and 7.1): each side sends one close frame, whoever begins, and then the
 * server ends the TCP connection first.
 *
 * <pre>
 *         begin                received
 *   OPEN ------> CLOSE SENT -----------> OVER
 *     \                                   ^
 *      `---------- received, fail --------'
 * </pre>
 *
 * <p>What the methods return is the last frame that may be sent on the connection. A peer that does not answer is for the
 * caller's patience. Safe for use by several threads; two that close at the same time get one frame between them.
 */
public final class ClosingHandshake {

    private boolean sent;
    private boolean over;

    /**
     * We close. The peer is to answer; until then what it sends still counts, if anybody wants it.
     *
     * @param reason cut to 123 bytes of UTF-8
     * @return the close frame to send; empty if one has been made before
     * @throws IllegalArgumentException if the code may not be sent
     */
    public Optional<byte[]> begin(int code, String reason) {
        return frame(code, reason, false);
    }

    /**
     * The peer closes, or answers our close frame.
     *
     * @param code {@link FrameSink#close}'s, with which it is answered
     * @return the close frame to send; empty if ours has been made before
     */
    public Optional<byte[]> received(int code) {
        return frame(code, "", true);
    }

    /**
     * The peer broke the protocol, so that no answer is awaited (section 7.1.7).
     *
     * @return the close frame to send; empty if one has been made before
     */
    public Optional<byte[]> fail(ProtocolViolationException violation) {
        return frame(violation.closeCode(), violation.getMessage(), true);
    }

    /** Whether no frame may be sent any more but the one that a method has returned. */
    public synchronized boolean isSent() {
        return sent;
    }

    /** Whether the TCP connection is to be ended, as soon as the close frame is written. */
    public synchronized boolean isOver() {
        return over;
    }

    private Optional<byte[]> frame(int code, String reason, boolean last) {
        byte[] frame = FrameEncoder.close(code, reason);
        synchronized (this) {
            over |= last;
            if (sent) {
                return Optional.empty();
            }
            sent = true;
            return Optional.of(frame);
        }
    }
}
