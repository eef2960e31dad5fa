package xyz.anipub.engineio.handshake;

/** For doors: who asks for a new session and is told once what has been decided, on any thread. Neither call blocks. */
public interface Applicant {

    /**
     * It may be opened.
     *
     * @throws HandshakeRejectedException if it cannot after all; {@link #refused} is called then
     */
    void admitted(Ticket ticket);

    void refused(HandshakeRejectedException rejection);
}
