package xyz.anipub.engineio.transport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.SessionListener;
import xyz.anipub.engineio.config.CorsPolicy;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.EngineHooks;
import xyz.anipub.engineio.config.HttpRules;
import xyz.anipub.engineio.config.SessionCookie;
import xyz.anipub.engineio.session.PreparedMessage;

/** An engine that lets every page read, sets its cookie and greets; it echoes with {@code compress} as it is asked. */
@ApplicationScoped
public class OpenApplication {

    /** Whether who has nothing to say is soon taken for gone: after twice this time. */
    private static final boolean IMPATIENT = OpenApplication.class.getResource("/impatient") != null;

    private static final Duration PING = Duration.ofSeconds(6);

    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);

    @Produces
    @Singleton
    Engine engine() {
        EngineHooks hooks = EngineHooks.none()
                .withInitialPacket(PreparedMessage.text("welcome"))
                .withInitialHeaders((headers, request) -> headers.put("X-Initial", "yes"))
                .withHeaders((headers, request) -> {
                    if (request.queryParameter("hook").isPresent()) {
                        throw new IllegalStateException("planted");
                    }
                    headers.put("X-Every", "yes");
                });
        EngineConfig standard = EngineConfig.standard();
        EngineConfig config = standard.with()
                .pingInterval(IMPATIENT ? PING : standard.pingInterval())
                .pingTimeout(IMPATIENT ? PING : standard.pingTimeout())
                .http(HttpRules.standard().withCors(CorsPolicy.anyOrigin()).withCookie(SessionCookie.named("io")))
                .hooks(hooks)
                .build();
        return new Engine(config, new Echo(), executor, timers);
    }

    void close(@Disposes Engine engine) {
        engine.close();
        executor.shutdown();
        timers.shutdown();
    }

    private static final class Echo implements SessionListener {

        @Override
        public void onOpen(Session session) {
            // The greeting is the engine's.
        }

        @Override
        public void onText(Session session, String text) {
            PreparedMessage message = PreparedMessage.text(text);
            session.send(text.startsWith("plain") ? message.uncompressed() : message);
        }

        @Override
        public void onBinary(Session session, byte[] data) {
            session.send(PreparedMessage.binary(data));
        }

        @Override
        public void onClose(Session session, CloseReason reason, String detail) {
            // There is nothing to release.
        }
    }
}
