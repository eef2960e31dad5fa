package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import xyz.anipub.testing.Person;

/** Somebody who edits one message again and again until the server is gone, and knows what was acknowledged last. */
final class EditsUntilKilled {

    private final Person person;
    private final JsonObject message;
    private volatile JsonObject acknowledged;
    private Thread thread = new Thread(() -> {});

    EditsUntilKilled(Person person) {
        this.person = person;
        message = person.post(person.createRoom(), "edit 0", "c");
        acknowledged = message;
    }

    void start() {
        thread = new Thread(this::edit, "editor");
        thread.setDaemon(true);
        thread.start();
    }

    private void edit() {
        try {
            while (true) {
                acknowledged = person.edit(message, "edit " + (acknowledged.getInt("change") + 1));
            }
        } catch (UncheckedIOException killed) {
            // As it should end.
        }
    }

    void awaitAcknowledged(int change) {
        await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.getInt("change") >= change);
    }

    void awaitStopped() {
        await().atMost(Duration.ofMinutes(1)).until(() -> !thread.isAlive());
    }

    /** What was acknowledged is there, or the one change that was on its way when the server was killed. */
    void assertIsKept() {
        String room = message.getString("room");
        List<JsonObject> stored = person.messages(room);
        assertThat(stored).hasSize(1);
        int change = stored.get(0).getInt("change");
        assertThat(change).isBetween(acknowledged.getInt("change"), acknowledged.getInt("change") + 1);
        assertThat(stored.get(0).getString("content")).isEqualTo("edit " + change);
        assertThat(person.changes(room, "?since=" + (change - 1)).expect(200).array())
                .containsExactlyElementsOf(stored);
        acknowledged = stored.get(0);
    }
}
