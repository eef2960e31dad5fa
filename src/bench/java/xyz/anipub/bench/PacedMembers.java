package xyz.anipub.bench;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;

/** Members of a room who send {@code send_message} in turn, 50 a second in all, and wait for their acks. */
final class PacedMembers implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PATIENCE_SECONDS = 60;

    private final List<ChatClient> clients = new ArrayList<>();
    private final String room;

    PacedMembers(List<Person> members, String room) {
        this.room = room;
        for (Person member : members) {
            ChatClient client = ChatClient.of(member);
            client.join(room);
            clients.add(client);
        }
    }

    /** Latencies of the acks, in nanoseconds from the moment at which a message was due. A refusal is a mistake. */
    Histogram run(Duration time) {
        Histogram latencies = new ConcurrentHistogram(Duration.ofMinutes(2).toNanos(), 3);
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i * PAUSE_NANOS < time.toNanos(); i++) {
            long due = began + i * PAUSE_NANOS;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            JsonObject message = ChatApi.object("roomId", room, "content", "m".repeat(Crowd.CONTENT));
            answers.add(clients.get(i % clients.size())
                    .asking("send_message", message)
                    .thenAccept(ack -> {
                        if (!ack.getBoolean("ok")) {
                            throw new IllegalStateException(ack.toString());
                        }
                        latencies.recordValue(System.nanoTime() - due);
                    }));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        return latencies;
    }

    @Override
    public void close() {
        clients.forEach(ChatClient::close);
    }
}
