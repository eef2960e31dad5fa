package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.config.AddressLimits;
import xyz.anipub.engineio.config.AllowRequest;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.EngineHooks;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.config.Verdict;
import xyz.anipub.engineio.handshake.Applicant;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.handshake.Refusal;
import xyz.anipub.engineio.handshake.Ticket;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.peer.Proxies;
import xyz.anipub.peer.Rate;

/** The application's veto, and the ids that it makes: protocol section 1.2, rows 4 and 5. */
class HandshakeVetoTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ManualTimers timers = new ManualTimers();
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private final List<String> outcomes = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    private Engine engine(EngineHooks hooks) {
        Engine engine = new Engine(
                EngineConfig.standard().with().maxSessions(2).hooks(hooks).build(),
                new RecordingListener(),
                EngineThreads.of(Runnable::run, timers),
                timers::nanoTime);
        engine.observe(new EngineObserver() {
            @Override
            public void onRefused(Refusal refusal) {
                refusals.add(refusal.error().code() + " " + refusal.message() + ", " + refusal.context());
            }
        });
        return engine;
    }

    private void apply(Engine engine, String eio) {
        Admission admission = new Admission(
                "GET", false, Optional.of("polling"), Optional.empty(), Optional.of(eio), Optional.empty());
        assertThat(engine.admit(admission)).isEmpty();
        engine.allow(admission, SessionTest.request(), new Applicant() {
            @Override
            public void admitted(Ticket ticket) {
                engine.open(ticket, new RecordingTransport());
                outcomes.add("admitted " + ticket.sid().length());
            }

            @Override
            public void refused(HandshakeRejectedException rejection) {
                outcomes.add(rejection.error().status() + " " + rejection.toJson());
            }
        });
    }

    private Engine asking(AllowRequest hook) {
        return engine(EngineHooks.none().withAllowRequest(hook, PATIENCE));
    }

    @Test
    void admitsAtOnceWhenNobodyIsToBeAsked() {
        apply(engine(EngineHooks.none()), "4");

        assertThat(outcomes).containsExactly("admitted 20");
        assertThat(timers.pending()).isOne();
    }

    @Test
    void waitsForTheVerdict() {
        Engine engine = asking(request -> verdict);
        apply(engine, "4");
        assertThat(outcomes).isEmpty();
        assertThat(engine.sessionCount()).isZero();

        verdict.complete(Verdict.allow());

        assertThat(outcomes).containsExactly("admitted 20");
        assertThat(engine.sessionCount()).isOne();
    }

    @Test
    void refusesWithTheProtocolsWord() {
        apply(asking(request -> CompletableFuture.completedFuture(Verdict.refuse())), "4");

        assertThat(outcomes).containsExactly("403 {\"code\":4,\"message\":\"Forbidden\"}");
        assertThat(refusals).containsExactly("4 Forbidden, allowRequest");
        assertThat(timers.pending()).isZero();
    }

    @Test
    void refusesWithTheApplicationsMessage() {
        apply(asking(request -> CompletableFuture.completedFuture(Verdict.refuse("not \"you\""))), "4");

        assertThat(outcomes).containsExactly("403 {\"code\":4,\"message\":\"not \\\"you\\\"\"}");
        assertThat(refusals).containsExactly("4 not \"you\", allowRequest");
    }

    @Test
    void refusesWhenNoVerdictComesInTimeAndIgnoresALateOne() {
        apply(asking(request -> verdict), "4");
        timers.advance(PATIENCE.minusMillis(1));
        assertThat(outcomes).isEmpty();

        timers.advance(Duration.ofMillis(1));
        verdict.complete(Verdict.allow());

        assertThat(outcomes).containsExactly("403 {\"code\":4,\"message\":\"Forbidden\"}");
    }

    @Test
    void refusesWhenTheApplicationFails() {
        List<AllowRequest> failing = List.of(
                request -> {
                    throw new IllegalStateException("planted");
                },
                request -> CompletableFuture.failedFuture(new IllegalStateException("planted")),
                request -> CompletableFuture.completedFuture(null),
                HandshakeVetoTest::nothing);

        failing.forEach(hook -> apply(asking(hook), "4"));

        assertThat(outcomes).hasSize(4).allMatch(outcome -> outcome.startsWith("403"));
    }

    private static CompletionStage<Verdict> nothing(HandshakeRequest request) {
        return null;
    }

    @Test
    void comesBeforeTheCheckOfTheRevision() {
        apply(asking(request -> CompletableFuture.completedFuture(Verdict.refuse())), "3");
        apply(asking(request -> CompletableFuture.completedFuture(Verdict.allow())), "3");

        assertThat(outcomes)
                .containsExactly(
                        "403 {\"code\":4,\"message\":\"Forbidden\"}",
                        "400 {\"code\":5,\"message\":\"Unsupported protocol version\"}");
    }

    @Test
    void letsNoMoreRequestsWaitThanThereMayBeSessions() {
        Engine engine = asking(request -> verdict);

        apply(engine, "4");
        apply(engine, "4");
        apply(engine, "4");
        assertThat(outcomes).containsExactly("403 {\"code\":4,\"message\":\"Forbidden\"}");

        verdict.complete(Verdict.allow());
        assertThat(outcomes).hasSize(3);
    }

    @Test
    void asksOnTheExecutorAndNotOnTheContainersThread() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        EngineConfig config = EngineConfig.standard()
                .with()
                .hooks(EngineHooks.none()
                        .withAllowRequest(request -> CompletableFuture.completedFuture(Verdict.allow()), PATIENCE))
                .build();
        Engine engine =
                new Engine(config, new RecordingListener(), EngineThreads.of(tasks::add, timers), timers::nanoTime);

        apply(engine, "4");
        assertThat(outcomes).isEmpty();
        tasks.remove().run();

        assertThat(outcomes).containsExactly("admitted 20");
    }

    @Test
    void isNotAskedAboutHandshakesThatComeTooFast() {
        AtomicInteger asked = new AtomicInteger();
        AllowRequest hook = request -> {
            asked.incrementAndGet();
            return CompletableFuture.completedFuture(Verdict.refuse());
        };
        EngineConfig config = EngineConfig.standard()
                .with()
                .addresses(new AddressLimits(new Rate(2, 1), 100, Proxies.none()))
                .hooks(EngineHooks.none().withAllowRequest(hook, PATIENCE))
                .build();
        Engine engine =
                new Engine(config, new RecordingListener(), EngineThreads.of(Runnable::run, timers), timers::nanoTime);

        for (int i = 0; i < 4; i++) {
            apply(engine, "4");
        }

        assertThat(asked).hasValue(2);
        assertThat(outcomes.subList(2, 4))
                .containsOnly("403 {\"code\":4,\"message\":\"too many handshakes from this address\"}");
        timers.advance(Duration.ofSeconds(1));
        apply(engine, "4");
        assertThat(asked).hasValue(3);
    }

    @Test
    void countsAHandshakeOnce() {
        EngineConfig config = EngineConfig.standard()
                .with()
                .addresses(new AddressLimits(new Rate(2, 1), 100, Proxies.none()))
                .build();
        Engine engine =
                new Engine(config, new RecordingListener(), EngineThreads.of(Runnable::run, timers), timers::nanoTime);

        apply(engine, "4");
        apply(engine, "4");
        apply(engine, "4");

        assertThat(outcomes)
                .containsExactly(
                        "admitted 20",
                        "admitted 20",
                        "403 {\"code\":4,\"message\":\"too many handshakes from this address\"}");
    }

    @Test
    void refusesAnApplicantWhoseAdmissionFails() {
        Engine engine = asking(request -> verdict);
        List<HandshakeRejectedException> rejections = new ArrayList<>();
        Admission admission = new Admission(
                "GET", false, Optional.of("polling"), Optional.empty(), Optional.of("4"), Optional.empty());
        engine.allow(admission, SessionTest.request(), new Applicant() {
            @Override
            public void admitted(Ticket ticket) {
                throw new IllegalStateException("planted");
            }

            @Override
            public void refused(HandshakeRejectedException rejection) {
                rejections.add(rejection);
            }
        });

        verdict.complete(Verdict.allow());

        assertThat(rejections).singleElement().satisfies(rejection -> assertThat(rejection.error())
                .isEqualTo(HandshakeError.BAD_REQUEST));
        assertThat(refusals).containsExactly("3 Bad request, INTERNAL_ERROR");
    }

    @Test
    void refusesWhenTheServerIsGone() {
        EngineConfig config = EngineConfig.standard()
                .with()
                .hooks(EngineHooks.none().withAllowRequest(request -> verdict, PATIENCE))
                .build();
        Engine engine = new Engine(
                config,
                new RecordingListener(),
                EngineThreads.of(
                        task -> {
                            throw new RejectedExecutionException();
                        },
                        timers),
                timers::nanoTime);

        apply(engine, "4");

        assertThat(outcomes).containsExactly("403 {\"code\":4,\"message\":\"Forbidden\"}");
    }

    @Test
    void refusesWhatIsNoId() {
        List<EngineHooks> failing = new ArrayList<>();
        for (String id : new String[] {null, "", "a b", "\"", "x".repeat(129)}) {
            failing.add(EngineHooks.none().withGenerateId(request -> id));
        }
        failing.add(EngineHooks.none().withGenerateId(request -> {
            throw new IllegalStateException("planted");
        }));

        failing.forEach(hooks -> apply(engine(hooks), "4"));

        assertThat(outcomes).hasSize(6).containsOnly("400 {\"code\":3,\"message\":\"Bad request\"}");
        assertThat(refusals).containsOnly("3 Bad request, ID_GENERATION_ERROR");
    }

    @Test
    void refusesAnIdThatIsTaken() {
        Engine engine = engine(EngineHooks.none().withGenerateId(request -> "always-the-same"));

        apply(engine, "4");
        apply(engine, "4");
        engine.find("always-the-same").orElseThrow().closeNow(CloseReason.TRANSPORT_CLOSE, "gone");
        apply(engine, "4");

        assertThat(outcomes)
                .containsExactly("admitted 15", "400 {\"code\":3,\"message\":\"Bad request\"}", "admitted 15");
        assertThat(refusals).containsExactly("3 Bad request, ID_GENERATION_ERROR");
    }

    @Test
    void sendsTheInitialPacketWithTheHandshake() {
        Engine engine = engine(EngineHooks.none().withInitialPacket(PreparedMessage.text("hello")));
        RecordingTransport transport = new RecordingTransport(TransportType.POLLING);

        engine.open(SessionTest.request(), transport);

        assertThat(transport.batches()).hasSize(1);
        assertThat(transport.written().get(0)).startsWith("0{");
        assertThat(transport.written().get(1)).isEqualTo("4hello");
    }
}
