package xyz.anipub.engineio.transport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.reflect.Field;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.SessionListener;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HttpRules;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.engineio.transport.websocket.FramedSocket;

/** An engine that echoes, as the conformance suites ask for; its heartbeat is slower than theirs, for busy machines. */
@ApplicationScoped
public class EchoApplication {

    /** Whether the WAR takes clients of revision 3, too. */
    private static final boolean OLDER = EchoApplication.class.getResource("/older-clients") != null;

    /** Whether the container's own WebSockets carry. */
    private static final boolean ENDPOINT_ONLY = EchoApplication.class.getResource("/endpoint-only") != null;

    /** Whether the WAR writes to WebSockets in the standard way alone. */
    private static final boolean PORTABLE = EchoApplication.class.getResource("/portable-frames") != null;

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);

    @Produces
    @Singleton
    Engine engine() {
        EngineConfig config = EngineConfig.standard()
                .with()
                .pingInterval(Duration.ofMillis(1_000))
                .pingTimeout(Duration.ofMillis(1_500))
                .allowEio3(OLDER)
                .endpointOnly(ENDPOINT_ONLY || PORTABLE)
                .portableFrames(PORTABLE)
                .http(HttpRules.standard().withJsonp(OLDER))
                .readTimeout(Duration.ofMillis(1_500))
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
            // Nothing is said before the client speaks.
        }

        @Override
        public void onText(Session session, String text) {
            switch (text) {
                case "please close" -> session.close("asked to");
                case "please tell" ->
                    session.send(PreparedMessage.text(session.request().url() + " "
                            + session.request().header("x-test").orElse("-") + " "
                            + session.request().remoteAddress()));
                case "please name me" ->
                    session.send(PreparedMessage.text(session.request()
                            .principal()
                            .map(Principal::getName)
                            .orElse("nobody")));
                case "please name the writer" -> session.send(PreparedMessage.text(writer(session)));
                default -> session.send(PreparedMessage.text(text));
            }
        }

        /** The innermost of ours that writes. */
        private static String writer(Session session) {
            Object socket = field("socket", session.transport());
            String inner = socket instanceof FramedSocket ? "wire" : "writer";
            return field(inner, socket).getClass().getSimpleName();
        }

        private static Object field(String name, Object of) {
            try {
                Field field = of.getClass().getDeclaredField(name);
                field.setAccessible(true);
                return field.get(of);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
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
