package xyz.anipub.chaos;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import xyz.anipub.testing.Person;

/**
 * What must hold of the store and of each listener while nobody sends: acknowledged is stored once, {@code seq} runs from 1
 * to n, what is stored has reached every listener, on its connection without a hole and in order since it entered, and nothing
 * was delivered twice.
 *
 * @param patience until it holds
 */
record Audit(Crowd crowd, Duration patience) {

    void check() {
        untilAsserted(this::check);
    }

    /** Of it what holds while nodes deliver each to its own: listeners have everything, what has not come live they have fetched. */
    void checkStored() {
        untilAsserted(room -> checkStored(room));
    }

    /** Whether its text is among those of its room. */
    boolean isStored(Sent sent) {
        return everything(sent.room()).stream()
                .anyMatch(message -> message.getString("content").equals(sent.content()));
    }

    private void untilAsserted(Consumer<String> check) {
        await().atMost(patience)
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> crowd.rooms().forEach(check));
    }

    private void check(String room) {
        List<JsonObject> stored = checkStored(room);
        for (Listener listener : crowd.listeners()) {
            assertThat(listener.irregular())
                    .as("what came out of order or after a hole")
                    .isEmpty();
            assertThat(listener.course(room))
                    .as("what came live of %d in room %s to %s", stored.size(), room, listener)
                    .matches(course -> course.reaches(stored.size()));
        }
    }

    /** @return all that is stored in a room */
    private List<JsonObject> checkStored(String room) {
        List<JsonObject> stored = everything(room);
        assertIsWhole(room, stored);
        for (Listener listener : crowd.listeners()) {
            assertThat(listener.doubled()).as("what came twice to %s", listener).isEmpty();
            assertReached(listener, room, stored);
        }
        return stored;
    }

    private List<JsonObject> everything(String room) {
        List<JsonObject> all = new ArrayList<>();
        String path = Person.room(room) + "/messages?after=0&limit=200";
        while (!path.isEmpty()) {
            var page = crowd.host().get(path).send().expect(200);
            all.addAll(page.array().getValuesAs(JsonObject.class));
            path = page.link("next").orElse("");
        }
        return all;
    }

    private void assertIsWhole(String room, List<JsonObject> stored) {
        assertThat(stored)
                .extracting(Audit::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, stored.size()).boxed().toList());
        Map<String, List<JsonObject>> byContent = new HashMap<>();
        stored.forEach(message -> byContent
                .computeIfAbsent(message.getString("content"), content -> new ArrayList<>())
                .add(message));
        byContent.values().forEach(same -> assertThat(same).as("stored twice").hasSize(1));
        crowd.sent().filter(each -> each.room().equals(room)).forEach(each -> {
            List<JsonObject> found = byContent.getOrDefault(each.content(), List.of());
            switch (each.outcome()) {
                case ACKNOWLEDGED ->
                    assertThat(found).containsExactly(each.message().orElseThrow());
                case REFUSED -> assertThat(found).as("refused").isEmpty();
                case UNKNOWN -> assertThat(found).hasSizeLessThanOrEqualTo(1);
            }
        });
        Set<String> sent = crowd.sent().map(Sent::content).collect(toSet());
        assertThat(byContent.keySet())
                .filteredOn(content -> !sent.contains(content))
                .as("what nobody sent")
                .isEmpty();
        crowd.senders().forEach(sender -> assertKeepsOrder(sender, room, byContent));
        JsonObject view = crowd.host().get(Person.room(room)).send().expect(200).object();
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
        Map<Long, String> known = listener.known(room);
        assertThat(stored)
                .as("what has not reached %s", listener)
                .filteredOn(message -> !id(message).equals(known.get(seq(message))))
                .isEmpty();
        assertThat(known).as("what has reached %s", listener).hasSameSizeAs(stored);
    }

    private static String id(JsonObject message) {
        return message.getString("_id");
    }

    private static long seq(JsonObject message) {
        return message.getJsonNumber("seq").longValue();
    }
}
