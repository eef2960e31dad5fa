package xyz.anipub.engineio;

import java.util.Optional;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.packet.Revision;

/**
 * What of an HTTP request decides whether the engine takes it (protocol section 1.2). An absent and an empty query
 * parameter are the same.
 *
 * @param method the HTTP method
 * @param upgrade whether it asks for a WebSocket
 * @param transport the query parameter {@code transport}
 * @param sid the query parameter {@code sid}
 * @param eio the query parameter {@code EIO}
 * @param origin the header {@code Origin}
 */
public record Admission(
        String method,
        boolean upgrade,
        Optional<String> transport,
        Optional<String> sid,
        Optional<String> eio,
        Optional<String> origin) {

    public Admission {
        sid = sid.filter(value -> !value.isEmpty());
    }

    /** The protocol's checks in the protocol's order, up to the application's veto; the session that the request belongs to, if it names one. */
    Optional<Session> verify(Engine engine) {
        TransportType type = verifyForm(engine.config());
        if (sid.isPresent()) {
            return Optional.of(verifySession(engine, sid.get(), type));
        }
        if (!method.equals("GET")) {
            throw new HandshakeRejectedException(HandshakeError.BAD_HANDSHAKE_METHOD, method);
        }
        if (upgrade != (type == TransportType.WEBSOCKET)) {
            throw new HandshakeRejectedException(HandshakeError.BAD_REQUEST, "TRANSPORT_HANDSHAKE_ERROR");
        }
        if (engine.config().hooks().allowRequest().isEmpty()) {
            // Else after the application's veto.
            verifyRevision(engine.config());
        }
        return Optional.empty();
    }

    /** The checks of a request for a session of another node, as far as they need no session. */
    void verifyElsewhere(EngineConfig config) {
        TransportType type = verifyForm(config);
        if (upgrade != (type == TransportType.WEBSOCKET)) {
            throw new HandshakeRejectedException(HandshakeError.BAD_REQUEST, "TRANSPORT_MISMATCH");
        }
    }

    private TransportType verifyForm(EngineConfig config) {
        TransportType type = transport
                .flatMap(TransportType::named)
                .filter(config.transports()::contains)
                .orElseThrow(
                        () -> new HandshakeRejectedException(HandshakeError.UNKNOWN_TRANSPORT, transport.orElse("")));
        if (!origin.orElse("").chars().allMatch(Admission::isHeaderCharacter)) {
            throw new HandshakeRejectedException(HandshakeError.BAD_REQUEST, "INVALID_ORIGIN");
        }
        if (upgrade && sid.isPresent() && !method.equals("GET")) {
            throw new HandshakeRejectedException(HandshakeError.BAD_HANDSHAKE_METHOD, method);
        }
        return type;
    }

    /** The last check of a handshake. */
    void verifyRevision(EngineConfig config) {
        if (Revision.named(eio.orElse("")) == Revision.V3 && !config.allowEio3()) {
            throw new HandshakeRejectedException(HandshakeError.UNSUPPORTED_PROTOCOL_VERSION, eio.orElse(""));
        }
    }

    private Session verifySession(Engine engine, String id, TransportType type) {
        Session session =
                engine.find(id).orElseThrow(() -> new HandshakeRejectedException(HandshakeError.UNKNOWN_SID, id));
        boolean matches = upgrade ? type == TransportType.WEBSOCKET : type == session.transportType();
        if (!matches) {
            throw new HandshakeRejectedException(HandshakeError.BAD_REQUEST, "TRANSPORT_MISMATCH");
        }
        return session;
    }

    private static boolean isHeaderCharacter(int c) {
        return c == '\t' || c >= ' ' && c <= 0xff && c != 0x7f;
    }
}
