package xyz.anipub.chaos;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.TestServer;

/**
 * Kills and pauses of the server under senders of all {@linkplain Sender.Way ways} and listeners. After each fault:
 * acknowledged is stored once, {@code seq} runs from 1 to n, what is stored has reached every listener, and nothing was
 * delivered twice.
 *
 * <p>{@code anipub.chaos.seed} fixes schedule and payloads, {@code anipub.chaos.duration} goes on with more faults for so
 * long.
 */
class ChaosIT {

    private static final long SEED = Long.getLong("anipub.chaos.seed", System.nanoTime());
    private static final Duration DURATION = Duration.parse(System.getProperty("anipub.chaos.duration", "PT0S"));
    private static final int FEWEST_ROUNDS = 3;
    private static final int ROOMS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder = TestServer.newFolder("chaos-data");
    private final int port = TestServer.freePort();
    private final Random random = new Random(SEED);
    private final List<String> rooms = new ArrayList<>();
    private final List<Sender> senders = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private TestServer server;

    @Test
    void whatIsStoredIsAcknowledgedOrNotButAnnouncedOnce() throws Exception {
        System.out.printf("Chaos: -Danipub.chaos.seed=%d -Danipub.chaos.duration=%s%n", SEED, DURATION);
        server = start();
        invite();
        Instant end = Instant.now().plus(DURATION);
        for (int round = 1; round <= FEWEST_ROUNDS || Instant.now().isBefore(end); round++) {
            Schedule fault = Schedule.next(round, random);
            await().atMost(PATIENCE).until(() -> listeners.stream().allMatch(Listener::isComplete));
            Map<Listener, Integer> before = listeners.stream().collect(toMap(each -> each, Listener::connections));
            Map<String, Long> stored = new HashMap<>();
            rooms.forEach(room -> stored.put(room, (long) everything(room).size()));
            senders.forEach(Sender::resume);
            awaitAcknowledged(acknowledged() + fault.afterAcknowledged());
            happen(fault);
            awaitEachAcknowledged(2);
            for (Sender sender : senders) {
                sender.pause();
            }
            check(before, stored);
            System.out.printf(
                    "Chaos: round %d, %s: %d acknowledged, %d unknown%n",
                    round,
                    fault.kills() ? "killed" : "paused for " + fault.pause(),
                    acknowledged(),
                    count(Sent.Outcome.UNKNOWN));
        }
    }

    private TestServer start() {
        TestServer.Plan plan =
                TestServer.plan("chaos").war(TestServer.chatWar()).brief().port(port);
        Optional.ofNullable(System.getenv("ANIPUB_TEST_MONGODB_URI"))
                .filter(uri -> !uri.isBlank())
                .ifPresentOrElse(
                        uri -> plan.environment("MONGODB_URI", uri),
                        () -> plan.setting("anipub.data", folder.toString()));
        return plan.start();
    }

    private void invite() {
        ChatApi api = new ChatApi(server.uri());
        Person host = Person.register(api, "Host");
        for (int i = 0; i < ROOMS; i++) {
            rooms.add(host.createRoom());
        }
        for (int i = 0; i < 2; i++) {
            for (Sender.Way way : Sender.Way.values()) {
                senders.add(new Sender(member(api), way, rooms, random.nextLong()));
            }
        }
        listeners.add(new Listener(member(api), rooms, "websocket"));
        listeners.add(new Listener(member(api), rooms, "polling"));
        listeners.add(new Listener(member(api), rooms, "polling", "websocket"));
    }

    private Person member(ChatApi api) {
        Person person = Person.register(api, "Member");
        rooms.forEach(person::join);
        return person;
    }

    /** On time of the schedule's own: what follows is awaited. */
    private void happen(Schedule fault) throws IOException, InterruptedException {
        LockSupport.parkNanos(fault.delay().toNanos());
        if (fault.kills()) {
            server.kill();
            server = start();
        } else {
            signal("STOP");
            TimeUnit.SECONDS.sleep(fault.pause().toSeconds());
            signal("CONT");
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void awaitAcknowledged(long enough) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> acknowledged() >= enough);
    }

    private void awaitEachAcknowledged(int more) {
        for (Sender sender : senders) {
            long enough = sender.acknowledged() + more;
            await(sender.person().name()).atMost(PATIENCE).until(() -> sender.acknowledged() >= enough);
        }
    }

    private long acknowledged() {
        return senders.stream().mapToLong(Sender::acknowledged).sum();
    }

    private long count(Sent.Outcome outcome) {
        return sent().filter(each -> each.outcome() == outcome).count();
    }

    private Stream<Sent> sent() {
        return senders.stream().flatMap(sender -> sender.sent().stream());
    }

    private void check(Map<Listener, Integer> before, Map<String, Long> storedBefore) {
        await().atMost(PATIENCE).until(() -> listeners.stream().allMatch(Listener::isComplete));
        for (String room : rooms) {
            List<JsonObject> stored = everything(room);
            assertIsWhole(room, stored);
            for (Listener listener : listeners) {
                assertReached(listener, room, stored);
                if (listener.connections() == before.get(listener)) {
                    assertWasDelivered(
                            listener,
                            room,
                            stored.subList(storedBefore.get(room).intValue(), stored.size()));
                }
                assertThat(listener.doubled()).as("delivered twice").isEmpty();
            }
        }
    }

    private List<JsonObject> everything(String room) {
        List<JsonObject> all = new ArrayList<>();
        String path = Person.room(room) + "/messages?after=0&limit=200";
        while (!path.isEmpty()) {
            var page = senders.get(0).person().get(path).send().expect(200);
            all.addAll(page.array().getValuesAs(JsonObject.class));
            path = page.link("next").orElse("");
        }
        return all;
    }

    private void assertIsWhole(String room, List<JsonObject> stored) {
        assertThat(stored)
                .extracting(ChaosIT::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, stored.size()).boxed().toList());
        Map<String, List<JsonObject>> byContent = new HashMap<>();
        stored.forEach(message -> byContent
                .computeIfAbsent(message.getString("content"), content -> new ArrayList<>())
                .add(message));
        byContent.values().forEach(same -> assertThat(same).as("stored twice").hasSize(1));
        sent().filter(each -> each.room().equals(room)).forEach(each -> {
            List<JsonObject> found = byContent.getOrDefault(each.content(), List.of());
            switch (each.outcome()) {
                case ACKNOWLEDGED ->
                    assertThat(found).containsExactly(each.message().orElseThrow());
                case REFUSED -> assertThat(found).as("refused").isEmpty();
                case UNKNOWN -> assertThat(found).hasSizeLessThanOrEqualTo(1);
            }
        });
        assertThat(byContent.keySet())
                .as("nothing that nobody sent")
                .isSubsetOf(sent().map(Sent::content).toList());
        senders.forEach(sender -> assertKeepsOrder(sender, room, byContent));
        JsonObject view = senders.get(0)
                .person()
                .get(Person.room(room))
                .send()
                .expect(200)
                .object();
        assertThat(view.getInt("lastSeq")).isEqualTo(stored.size());
        assertThat(view.getInt("messageCount")).isEqualTo(stored.size());
    }

    /**
     * Whatever was sent is behind all that had been acknowledged by then. What was given up may be handled beside what was
     * sent after it, on another connection.
     */
    private static void assertKeepsOrder(Sender sender, String room, Map<String, List<JsonObject>> byContent) {
        long acknowledged = 0;
        for (Sent each : sender.sent()) {
            List<JsonObject> stored = byContent.getOrDefault(each.content(), List.of());
            if (each.room().equals(room) && !stored.isEmpty()) {
                assertThat(seq(stored.get(0)))
                        .as("%s, in the order of sending", each)
                        .isGreaterThan(acknowledged);
                if (each.outcome() == Sent.Outcome.ACKNOWLEDGED) {
                    acknowledged = seq(stored.get(0));
                }
            }
        }
    }

    /** By delivery or by catching up. */
    private static void assertReached(Listener listener, String room, List<JsonObject> stored) {
        await("what is stored reaches everybody").atMost(PATIENCE).untilAsserted(() -> {
            Map<Long, String> known = listener.known(room);
            assertThat(stored)
                    .filteredOn(message -> !id(message).equals(known.get(seq(message))))
                    .isEmpty();
            assertThat(known).hasSameSizeAs(stored);
        });
    }

    private static void assertWasDelivered(Listener listener, String room, List<JsonObject> stored) {
        await("what is stored is announced to who stayed").atMost(PATIENCE).untilAsserted(() -> {
            Set<String> live = listener.live(room);
            assertThat(stored)
                    .filteredOn(message -> !live.contains(id(message)))
                    .isEmpty();
        });
    }

    private static String id(JsonObject message) {
        return message.getString("_id");
    }

    private static long seq(JsonObject message) {
        return message.getJsonNumber("seq").longValue();
    }

    @AfterEach
    void end() {
        senders.forEach(Sender::close);
        listeners.forEach(Listener::close);
        if (server != null) {
            server.kill();
        }
    }
}
