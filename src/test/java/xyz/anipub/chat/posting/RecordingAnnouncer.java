package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageAnnouncer;

/** Keeps what is announced; says of those users that they listen whom the test has told it. */
public final class RecordingAnnouncer implements MessageAnnouncer {

    private final List<Message> announced = new CopyOnWriteArrayList<>();
    private final List<Message> changes = new CopyOnWriteArrayList<>();
    private final Set<UserId> listening = ConcurrentHashMap.newKeySet();
    private volatile Consumer<Message> watcher = message -> {};
    private volatile CompletionStage<Void> left = CompletableFuture.completedFuture(null);

    /** The user has a live socket, in every room. */
    void listens(UserId user) {
        listening.add(user);
    }

    void leaves(UserId user) {
        listening.remove(user);
    }

    void watch(Consumer<Message> newWatcher) {
        watcher = newWatcher;
    }

    /** What is announced from now on has left when the stage completes. */
    void leavesWith(CompletionStage<Void> stage) {
        left = stage;
    }

    @Override
    public CompletionStage<Void> departure(Runnable announcing) {
        announcing.run();
        return left;
    }

    List<Message> announced() {
        return announced;
    }

    List<String> contents() {
        return announced.stream().map(Message::content).toList();
    }

    @Override
    public void announce(RoomId room, List<Message> messages) {
        messages.forEach(message -> {
            assertThat(message.room()).isEqualTo(room);
            watcher.accept(message);
            announced.add(message);
        });
    }

    public List<Message> changes() {
        return changes;
    }

    @Override
    public void announceChange(Message message) {
        changes.add(message);
    }

    @Override
    public boolean isListening(RoomId room, UserId user) {
        return listening.contains(user);
    }
}
