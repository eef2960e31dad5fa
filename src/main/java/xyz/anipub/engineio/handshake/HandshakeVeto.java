package xyz.anipub.engineio.handshake;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import xyz.anipub.engineio.config.AllowRequest;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.EngineHooks;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.Verdict;
import xyz.anipub.engineio.session.Timers;
import xyz.anipub.peer.LogPace;

/**
 * Calls the application's {@code allowRequest}, and refuses if that fails or times out. At most as many requests wait at the same
 * time as there may be sessions. Thread-safe.
 */
public final class HandshakeVeto {

    private static final Logger LOG = System.getLogger(HandshakeVeto.class.getName());

    private final EngineConfig config;
    private final Executor executor;
    private final Timers timers;
    private final LogPace failures = new LogPace(System::nanoTime);
    private final AtomicInteger waiting = new AtomicInteger();

    public HandshakeVeto(EngineConfig config, Executor executor, Timers timers) {
        this.config = config;
        this.executor = executor;
        this.timers = timers;
    }

    /** Gives the verdict to {@code answer}, once: at once if there is no hook, else on any thread. */
    public void ask(HandshakeRequest request, Consumer<Verdict> answer) {
        EngineHooks hooks = config.hooks();
        if (hooks.allowRequest().isEmpty()) {
            answer.accept(Verdict.allow());
        } else if (waiting.incrementAndGet() > config.maxSessions()) {
            waiting.decrementAndGet();
            answer.accept(Verdict.refuse());
        } else {
            decide(hooks.allowRequest().get(), request, answer);
        }
    }

    private void decide(AllowRequest hook, HandshakeRequest request, Consumer<Verdict> answer) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        Runnable giveUp = () -> verdict.complete(Verdict.refuse());
        Future<?> timeout =
                timers.schedule(giveUp, config.hooks().allowRequestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        verdict.thenAccept(decided -> {
            waiting.decrementAndGet();
            timeout.cancel(false);
            answer.accept(decided);
        });
        try {
            executor.execute(() -> run(hook, request, verdict));
        } catch (RejectedExecutionException e) {
            // The executor has been shut down, and with it the server.
            verdict.complete(Verdict.refuse());
        }
    }

    private void run(AllowRequest hook, HandshakeRequest request, CompletableFuture<Verdict> verdict) {
        try {
            hook.decide(request).whenComplete((decided, failure) -> {
                if (decided == null) {
                    fail(failure, verdict);
                } else {
                    verdict.complete(decided);
                }
            });
        } catch (RuntimeException e) {
            fail(e, verdict);
        }
    }

    private void fail(Throwable failure, CompletableFuture<Verdict> verdict) {
        failures.pass()
                .ifPresent(held -> LOG.log(
                        Level.WARNING,
                        "allowRequest failed, which refuses (" + held + " more since the last such line)",
                        failure));
        verdict.complete(Verdict.refuse());
    }
}
