package xyz.anipub.engineio.config;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import xyz.anipub.engineio.session.PreparedMessage;

/**
 * Where an application has a say in the handshake (protocol section 1.12).
 *
 * @param allowRequest its veto on new sessions
 * @param allowRequestTimeout how long the veto may take; then the request is refused
 * @param generateId makes the id of a session: letters, digits, {@code -} and {@code _}, unguessable and never the same.
 *     Runs on the container's thread and must not block; what else it does refuses the request with code 3
 * @param initialPacket a message that is sent with the handshake
 * @param initialHeaders adds headers to the answer to a handshake
 * @param headers adds headers to every answer but refusals
 */
public record EngineHooks(
        Optional<AllowRequest> allowRequest,
        Duration allowRequestTimeout,
        Function<HandshakeRequest, String> generateId,
        Optional<PreparedMessage> initialPacket,
        HeaderHook initialHeaders,
        HeaderHook headers) {

    private static final EngineHooks NONE = new EngineHooks(
            Optional.empty(),
            Duration.ofSeconds(10),
            request -> SessionIds.random(),
            Optional.empty(),
            HeaderHook.NONE,
            HeaderHook.NONE);

    public EngineHooks {
        if (allowRequestTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("allowRequestTimeout needs at least 1 ms");
        }
    }

    /** Says nothing; ids are random, a veto has 10 s. */
    public static EngineHooks none() {
        return NONE;
    }

    public EngineHooks withAllowRequest(AllowRequest hook, Duration timeout) {
        return new EngineHooks(Optional.of(hook), timeout, generateId, initialPacket, initialHeaders, headers);
    }

    public EngineHooks withGenerateId(Function<HandshakeRequest, String> hook) {
        return new EngineHooks(allowRequest, allowRequestTimeout, hook, initialPacket, initialHeaders, headers);
    }

    public EngineHooks withInitialPacket(PreparedMessage message) {
        return new EngineHooks(
                allowRequest, allowRequestTimeout, generateId, Optional.of(message), initialHeaders, headers);
    }

    public EngineHooks withInitialHeaders(HeaderHook hook) {
        return new EngineHooks(allowRequest, allowRequestTimeout, generateId, initialPacket, hook, headers);
    }

    public EngineHooks withHeaders(HeaderHook hook) {
        return new EngineHooks(allowRequest, allowRequestTimeout, generateId, initialPacket, initialHeaders, hook);
    }
}
