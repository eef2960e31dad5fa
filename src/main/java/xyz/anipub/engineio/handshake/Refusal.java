package xyz.anipub.engineio.handshake;

import xyz.anipub.engineio.config.HandshakeRequest;

/**
 * A request that was refused by a row of the protocol's table (section 1.2).
 *
 * @param request what was asked
 * @param error the row
 * @param message what the peer was told
 * @param context what exactly was wrong; for code 3 the protocol's word, as {@code TRANSPORT_MISMATCH}
 */
public record Refusal(HandshakeRequest request, HandshakeError error, String message, String context) {}
