package xyz.anipub.engineio;

/**
 * The right to open one session, after all checks.
 *
 * @param request the handshake
 * @param sid the id that the session will have
 */
public record Ticket(HandshakeRequest request, String sid) {}
