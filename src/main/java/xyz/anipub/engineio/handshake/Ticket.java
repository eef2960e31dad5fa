package xyz.anipub.engineio.handshake;

import xyz.anipub.engineio.config.HandshakeRequest;

/**
 * The right to open one session, after all checks.
 *
 * @param request the handshake
 * @param sid the id that the session will have
 */
public record Ticket(HandshakeRequest request, String sid) {}
