package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;

/**
 * Somebody who sends one message after the other, each under a clientId of its own, until the server is gone: by REST or
 * by a socket with acks. Its monitor guards what was acknowledged.
 */
final class UntilKilled {

    private final Person person;
    private final String room;
    private final boolean bySocket;
    private final Map<String, JsonObject> acknowledged = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile Optional<String> unanswered = Optional.empty();
    private int count;
    private int acknowledgedBefore;
    private Thread thread = new Thread(() -> {});

    UntilKilled(Person person, String room, boolean bySocket) {
        this.person = person;
        this.room = room;
        this.bySocket = bySocket;
    }

    String id() {
        return person.id();
    }

    void start() {
        acknowledgedBefore = acknowledged.size();
        thread = new Thread(bySocket ? this::sendBySocket : this::sendByRest, "sender");
        thread.setDaemon(true);
        thread.start();
    }

    private void sendByRest() {
        try {
            while (true) {
                send(clientId -> person.post(room, clientId, clientId));
            }
        } catch (UncheckedIOException killed) {
            // As it should end.
        }
    }

    private void sendBySocket() {
        try (ChatClient client = ChatClient.of(person)) {
            client.join(room);
            while (client.isConnected()) {
                send(clientId -> ask(client, clientId));
            }
        } catch (CompletionException killed) {
            // As it should end.
        }
    }

    private JsonObject ask(ChatClient client, String clientId) {
        JsonObject body = ChatApi.object("roomId", room, "content", clientId, "clientId", clientId);
        var answer = client.asking("send_message", body);
        // An ack that is lost with its connection never fails by itself.
        while (true) {
            try {
                return answer.get(100, TimeUnit.MILLISECONDS).getJsonObject("message");
            } catch (TimeoutException notYet) {
                if (!client.isConnected()) {
                    throw new CompletionException(notYet);
                }
            } catch (Exception failed) {
                throw new CompletionException(failed);
            }
        }
    }

    private void send(Function<String, JsonObject> sending) {
        String clientId = person.id() + "-" + ++count;
        unanswered = Optional.of(clientId);
        acknowledged.put(clientId, sending.apply(clientId));
        unanswered = Optional.empty();
    }

    /** Waits until so many have been answered since the start. */
    void awaitAcknowledged(int more) {
        int enough = acknowledgedBefore + more;
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> acknowledged.size() >= enough || !thread.isAlive());
        assertThat(acknowledged.size()).as("before the kill").isGreaterThanOrEqualTo(enough);
    }

    void awaitStopped() {
        await().atMost(Duration.ofSeconds(60)).until(() -> !thread.isAlive());
    }

    /** Sends again what had no answer. */
    void retry() {
        unanswered.ifPresent(clientId -> acknowledged.put(clientId, person.post(room, clientId, clientId)));
        unanswered = Optional.empty();
    }

    /** The messages that were answered, by clientId, in the order of sending. */
    Map<String, JsonObject> acknowledged() {
        synchronized (acknowledged) {
            return new LinkedHashMap<>(acknowledged);
        }
    }
}
