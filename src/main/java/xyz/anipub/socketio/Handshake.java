package xyz.anipub.socketio;

import jakarta.json.JsonObject;
import xyz.anipub.engineio.HandshakeRequest;

/**
 * What a socket came with (protocol section 3.6).
 *
 * @param request the HTTP request that opened the connection; the same for all namespaces on it
 * @param auth what the client sent along to this namespace; empty if nothing
 */
public record Handshake(HandshakeRequest request, JsonObject auth) {}
