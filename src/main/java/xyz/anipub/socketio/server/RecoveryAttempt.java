package xyz.anipub.socketio.server;

import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import xyz.anipub.socketio.Middleware;
import xyz.anipub.socketio.adapter.Claim;
import xyz.anipub.socketio.adapter.Recovery;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.connection.RecoveryRequest;
import xyz.anipub.socketio.handshake.Handshake;
import xyz.anipub.socketio.packet.Arguments;

/**
 * One client's attempt to come back as the socket that it was (protocol section 5).
 *
 * <p>First the middlewares, as for everybody, on a socket that has the old id and nothing else of the session; then the
 * application's check; only then is a connection that the session may still have closed, and the session restored. So a
 * client that may not have the session neither learns from it nor disturbs whose it is: it comes in anew, as a socket of its
 * own that the middlewares have seen. For one thread.
 */
final class RecoveryAttempt {

    private static final Logger LOG = System.getLogger(RecoveryAttempt.class.getName());

    /** How long the end of an earlier connection may take, whose listeners may be at work. */
    private static final long PATIENCE_SECONDS = 5;

    private final NamespaceEntry entry;
    private final LocalNamespace namespace;
    private final Recovery recovery;
    private final RecoveryRequest request;
    private final Middleware before;

    /**
     * Why a client has to come in anew.
     *
     * @param admitted its socket, if the middlewares have let that in already
     */
    record Anew(RecoveryOutcome why, Optional<LocalSocket> admitted) {}

    /** @param before the middleware that runs before the others */
    RecoveryAttempt(
            NamespaceEntry entry,
            LocalNamespace namespace,
            Recovery recovery,
            RecoveryRequest request,
            Middleware before) {
        this.entry = entry;
        this.namespace = namespace;
        this.recovery = recovery;
        this.request = request;
        this.before = before;
    }

    /** Empty if the client has been answered or has gone. */
    Optional<Anew> attempt(Client client, Handshake handshake) {
        // Looked for before the claim: if its end is under way, it is found here or its session there.
        Optional<LocalSocket> earlier = namespace.socketByPid(request.pid());
        Claim claim = recovery.claim(request.pid(), request.offset());
        try {
            if (claim.session().isPresent()) {
                StoredSession session = claim.session().get();
                LocalSocket socket = newcomer(client, handshake, session.sid(), claim);
                JsonObject data = Arguments.value(session.data()).asJsonObject();
                return attempt(socket, claim.rooms(), data, () -> afterTheEnd(earlier, () -> claim));
            } else if (earlier.isPresent() && claim.outcome() == RecoveryOutcome.UNKNOWN) {
                LocalSocket socket = newcomer(client, handshake, earlier.get().id(), claim);
                JsonObject data = earlier.get().data().toJson();
                return attempt(socket, earlier.get().rooms(), data, () -> takeOver(earlier.get()));
            }
            return Optional.of(new Anew(claim.outcome(), Optional.empty()));
        } finally {
            // Without effect if the session has been restored.
            recovery.release(claim);
        }
    }

    private LocalSocket newcomer(Client client, Handshake handshake, String sid, Claim claim) {
        namespace.hold();
        LocalSocket socket = namespace.newSocket(client, handshake, sid, request.pid());
        socket.holdBack(claim.offset());
        socket.moves(claim.hasMoved());
        return socket;
    }

    private Optional<Anew> attempt(LocalSocket socket, Set<String> rooms, JsonObject data, Supplier<Claim> claims) {
        if (!entry.admits(socket, before)) {
            return Optional.empty();
        }
        RecoveryOutcome outcome = allows(socket, rooms, data) ? restore(socket, claims.get()) : RecoveryOutcome.REFUSED;
        return outcome == RecoveryOutcome.RECOVERED
                ? Optional.empty()
                : Optional.of(new Anew(outcome, Optional.of(socket)));
    }

    private RecoveryOutcome restore(LocalSocket socket, Claim claim) {
        try {
            return claim.outcome() == RecoveryOutcome.RECOVERED
                    ? socket.state().comeBack(recovery, claim, () -> entry.connected(socket))
                    : claim.outcome();
        } finally {
            recovery.release(claim);
        }
    }

    private boolean allows(LocalSocket socket, Set<String> rooms, JsonObject data) {
        try {
            return entry.check().allows(socket, rooms, data);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "The check of recoveries of namespace " + namespace.name() + " failed", e);
            return false;
        }
    }

    /** The client is here, so its earlier connection is dead, though nobody has noticed yet. */
    private Claim takeOver(LocalSocket earlier) {
        earlier.state().client().abandon("its client has come back by another connection");
        return afterTheEnd(Optional.of(earlier), () -> recovery.claim(request.pid(), request.offset()));
    }

    /** Its session may be kept, but its listeners may be at work still: they would take the new socket's rooms for the old one's. */
    private static Claim afterTheEnd(Optional<LocalSocket> earlier, Supplier<Claim> claim) {
        boolean isOver = earlier.isEmpty() || earlier.get().state().awaitEnd(PATIENCE_SECONDS);
        return isOver ? claim.get() : Claim.failed(RecoveryOutcome.STILL_CONNECTED, "");
    }
}
