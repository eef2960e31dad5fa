package xyz.anipub.engineio.config;

import java.util.concurrent.CompletionStage;

/** The application's veto on new sessions: the option {@code allowRequest} of protocol section 1.12. */
@FunctionalInterface
public interface AllowRequest {

    /**
     * Decides whether a session may be opened. Asked once for each handshake that the protocol has nothing against,
     * never for later requests and upgrades.
     *
     * <p>Runs on the engine's executor, so it may wait for a short time; better it answers later. An exception, here or
     * in the stage, is logged and refuses; so does no answer within {@link EngineHooks#allowRequestTimeout()}.
     */
    CompletionStage<Verdict> decide(HandshakeRequest request);
}
