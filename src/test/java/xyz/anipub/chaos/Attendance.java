package xyz.anipub.chaos;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import xyz.anipub.testing.ChatClient;

/** Who is present: what each node says of it, and who is. */
record Attendance(Crowd crowd, Cluster cluster) {

    /** How soon after a fault each node knows exactly. */
    private static final Duration EXACT_AFTER = Duration.ofSeconds(20);

    /** How soon the others know that those of a node that has died are gone. */
    private static final Duration GONE_AFTER = Duration.ofSeconds(15);

    /** How soon a node knows of who came on another one, if all is well. */
    private static final Duration USUAL = Duration.ofSeconds(5);

    /**
     * Asks each node until it is right, and fails if it is not in time.
     *
     * @param over when the last fault was
     */
    void check(Instant over) {
        for (Node node : cluster.nodes()) {
            Duration left = Duration.between(Instant.now(), over.plus(EXACT_AFTER));
            try (ChatClient asking = ChatClient.of(crowd.host().at(node.uri()))) {
                await().atMost(left.compareTo(USUAL) > 0 ? left : USUAL)
                        .untilAsserted(() -> crowd.rooms().forEach(room -> assertExact(asking, node, room)));
            }
        }
    }

    /** Asks a node until it says of none of these sockets that it is present, and fails if that takes too long. */
    void awaitGone(Set<String> sockets, Node node) {
        try (ChatClient asking = ChatClient.of(crowd.host().at(node.uri()))) {
            await().atMost(GONE_AFTER).untilAsserted(() -> crowd.rooms()
                    .forEach(room -> assertThat(said(asking.join(room)).keySet())
                            .as("present in room %s, by %s", room, node)
                            .doesNotContainAnyElementsOf(sockets)));
        }
    }

    /** Who asks is there, too. */
    private void assertExact(ChatClient asking, Node node, String room) {
        Map<String, String> present = crowd.present();
        present.put(asking.id(), crowd.host().id());
        JsonObject answer = asking.join(room);
        assertThat(said(answer).entrySet())
                .as("present in room %s, by %s", room, node)
                .containsExactlyInAnyOrderElementsOf(present.entrySet());
        assertThat(answer.getInt("userCount")).isEqualTo(new HashSet<>(present.values()).size());
    }

    /** Each socket with its user's id. */
    private static Map<String, String> said(JsonObject answer) {
        return answer.getJsonArray("users").getValuesAs(JsonObject.class).stream()
                .collect(toMap(user -> user.getString("socketId"), user -> user.getString("userId")));
    }
}
