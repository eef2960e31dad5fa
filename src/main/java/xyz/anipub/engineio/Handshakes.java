package xyz.anipub.engineio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.SessionIds;
import xyz.anipub.engineio.handshake.Applicant;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.handshake.HandshakeVeto;
import xyz.anipub.engineio.handshake.Refusal;
import xyz.anipub.engineio.handshake.SessionLimits;
import xyz.anipub.engineio.handshake.Ticket;
import xyz.anipub.peer.LogPace;

/** What comes before a session: rate limit, the application's veto, the id, and the report of a refusal. Thread-safe. */
final class Handshakes {

    static final String ID_GENERATION_ERROR = "ID_GENERATION_ERROR";

    private static final Logger LOG = System.getLogger(Handshakes.class.getName());

    private final EngineConfig config;
    private final HandshakeVeto veto;
    private final SessionLimits limits;
    private final Observers observers;
    private final LogPace failures = new LogPace(System::nanoTime);

    Handshakes(EngineConfig config, HandshakeVeto veto, SessionLimits limits, Observers observers) {
        this.config = config;
        this.veto = veto;
        this.limits = limits;
        this.observers = observers;
    }

    /** See {@link Engine#ticket}. */
    Ticket ticket(HandshakeRequest received) {
        HandshakeRequest handshake = behindProxies(received);
        limits.arrive(handshake);
        return issue(handshake);
    }

    /** See {@link Engine#allow}. */
    void allow(Admission request, HandshakeRequest received, Applicant applicant) {
        HandshakeRequest handshake = behindProxies(received);
        answering(received, applicant, () -> {
            limits.arrive(handshake);
            veto.ask(
                    handshake,
                    verdict -> answering(received, applicant, () -> {
                        if (!verdict.allowed()) {
                            throw forbidden(verdict.message());
                        }
                        request.verifyRevision(config);
                        applicant.admitted(issue(handshake));
                    }));
        });
    }

    /**
     * A session is about to be opened; {@link #leave} has to follow its end.
     *
     * @throws HandshakeRejectedException (forbidden) if there are too many, of all or of the address
     */
    void enter(HandshakeRequest request) {
        limits.enter(request);
    }

    void leave(HandshakeRequest request) {
        limits.leave(request);
    }

    /** See {@link Engine#refused}. */
    void refused(HandshakeRejectedException rejection, Supplier<HandshakeRequest> request) {
        LOG.log(Level.DEBUG, rejection.getMessage());
        observers.traffic().countRefused(rejection.error());
        if (!observers.isEmpty()) {
            observers.refused(new Refusal(
                    behindProxies(request.get()), rejection.error(), rejection.reply(), rejection.context()));
        }
    }

    private Ticket issue(HandshakeRequest request) {
        String sid = null;
        try {
            sid = config.hooks().generateId().apply(request);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "generateId failed, which refuses", e);
        }
        if (sid == null || !SessionIds.isUsable(sid)) {
            throw new HandshakeRejectedException(HandshakeError.BAD_REQUEST, ID_GENERATION_ERROR);
        }
        return new Ticket(request, sid);
    }

    /** Whatever fails, the applicant is told, who would wait for ever. */
    private void answering(HandshakeRequest received, Applicant applicant, Runnable step) {
        HandshakeRejectedException rejection;
        try {
            step.run();
            return;
        } catch (HandshakeRejectedException e) {
            rejection = e;
        } catch (RuntimeException e) {
            failures.pass()
                    .ifPresent(held -> LOG.log(
                            Level.ERROR,
                            "A handshake failed, which refuses it (" + held + " more since the last such line)",
                            e));
            rejection = new HandshakeRejectedException(HandshakeError.BAD_REQUEST, "INTERNAL_ERROR");
        }
        refused(rejection, () -> received);
        applicant.refused(rejection);
    }

    private HandshakeRequest behindProxies(HandshakeRequest received) {
        return received.behind(config.addresses().proxies());
    }

    private static HandshakeRejectedException forbidden(String message) {
        String reply = message.isEmpty() ? HandshakeError.FORBIDDEN.message() : message;
        return new HandshakeRejectedException(HandshakeError.FORBIDDEN, reply, "allowRequest");
    }
}
