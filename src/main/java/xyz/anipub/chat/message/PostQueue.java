package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.room.RoomLanes;

/**
 * The posts that wait in front of a room's lane, so that those which wait together are stored together.
 *
 * <p>Each room's queue is only touched inside {@link ConcurrentHashMap#compute}; the lane takes batches from it, in
 * order, one at a time.
 */
@ApplicationScoped
class PostQueue {

    private static final int MAX_WAITING = 1000;

    private final RoomLanes lanes;
    private final MessageWriter writer;
    private final MessageRules rules;
    private final ConcurrentHashMap<RoomId, ArrayDeque<Post>> waiting = new ConcurrentHashMap<>();

    @Inject
    PostQueue(RoomLanes lanes, MessageWriter writer, MessageRules rules) {
        this.lanes = lanes;
        this.writer = writer;
        this.rules = rules;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected PostQueue() {
        this(null, null, null);
    }

    /**
     * Appends a post to its room.
     *
     * @return completes on the room's lane
     * @throws UnavailableException if {@value #MAX_WAITING} posts wait in the room already
     */
    CompletionStage<Message> add(PostMessage command) {
        Post post = new Post(command, new CompletableFuture<>());
        boolean[] first = {false};
        waiting.compute(command.room(), (room, queue) -> {
            ArrayDeque<Post> posts = queue;
            if (posts == null) {
                posts = new ArrayDeque<>();
                first[0] = true;
            } else if (posts.size() >= MAX_WAITING) {
                throw new UnavailableException("This room is too busy: try again in a moment.");
            }
            posts.add(post);
            return posts;
        });
        if (first[0]) {
            schedule(command.room());
        }
        return post.stored();
    }

    private void schedule(RoomId room) {
        try {
            lanes.submit(room, () -> drain(room));
        } catch (UnavailableException refusal) {
            ArrayDeque<Post> refused = waiting.remove(room);
            if (refused != null) {
                refused.forEach(post -> post.stored().completeExceptionally(refusal));
            }
        }
    }

    private void drain(RoomId room) {
        List<Post> batch = take(room);
        while (!batch.isEmpty()) {
            writer.write(room, batch);
            batch = take(room);
        }
    }

    /** The next batch; empty when nothing waits, and then the room's queue is gone and the next post starts anew. */
    private List<Post> take(RoomId room) {
        List<Post> batch = new ArrayList<>();
        waiting.computeIfPresent(room, (id, queue) -> {
            while (batch.size() < rules.maxBatch() && !queue.isEmpty()) {
                batch.add(queue.poll());
            }
            return batch.isEmpty() ? null : queue;
        });
        return batch;
    }

    /** A command and whom to answer. */
    record Post(PostMessage command, CompletableFuture<Message> stored) {}
}
