package xyz.anipub.engineio.transport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineObserver;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.SessionListener;
import xyz.anipub.engineio.config.CorsPolicy;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.EngineHooks;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.HttpRules;
import xyz.anipub.engineio.config.Verdict;
import xyz.anipub.engineio.handshake.Refusal;
import xyz.anipub.engineio.session.PreparedMessage;

/** An engine that asks before it opens a session, for the pages of one origin; it tells what it has refused. */
@ApplicationScoped
public class VetoApplication {

    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final List<Refusal> refusals = new CopyOnWriteArrayList<>();

    @Produces
    @Singleton
    Engine engine() {
        CorsPolicy cors = new CorsPolicy(
                Set.of("https://good.example"),
                true,
                List.of("GET", "POST"),
                List.of("X-Asked"),
                List.of("X-Read"),
                Optional.of(Duration.ofMinutes(10)));
        EngineConfig config = EngineConfig.standard()
                .with()
                .http(HttpRules.standard().withCors(cors))
                .hooks(EngineHooks.none().withAllowRequest(this::decide, Duration.ofMillis(500)))
                .build();
        Engine engine = new Engine(config, new Told(), executor, timers);
        engine.observe(new EngineObserver() {
            @Override
            public void onRefused(Refusal refusal) {
                refusals.add(refusal);
            }
        });
        return engine;
    }

    void close(@Disposes Engine engine) {
        engine.close();
        executor.shutdown();
        timers.shutdown();
    }

    private CompletionStage<Verdict> decide(HandshakeRequest request) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        Runnable later =
                switch (request.queryParameter("veto").orElse("none")) {
                    case "none" -> () -> verdict.complete(Verdict.allow());
                    case "silent" -> () -> {};
                    default -> () -> verdict.complete(Verdict.refuse("not today"));
                };
        timers.schedule(later, 50, TimeUnit.MILLISECONDS);
        return verdict;
    }

    private final class Told implements SessionListener {

        @Override
        public void onOpen(Session session) {
            // Nothing is said before the client asks.
        }

        /** Tells the refusals whose request had this text in its address. */
        @Override
        public void onText(Session session, String text) {
            StringBuilder told = new StringBuilder();
            for (Refusal refusal : refusals) {
                if (refusal.request().url().contains(text)) {
                    told.append(refusal.error().code() + " " + refusal.message() + ", " + refusal.context() + ", "
                            + refusal.request().remoteAddress() + ";");
                }
            }
            session.send(PreparedMessage.text(told.toString()));
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
