package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.room.RoomLanes;

/**
 * The posts that wait in front of a room's lane, so that those which wait together are stored together.
 *
 * <p>Each room's queue is only touched inside {@link ConcurrentHashMap#compute}. The lane takes one batch from it at a
 * time, in order, and what waits longest in the lane runs between two batches: a busy room still tells who comes and
 * goes. A room's queue is there from its first post until it is found empty after a batch.
 */
@ApplicationScoped
class PostQueue {

    private static final int MAX_WAITING = 1000;

    /** So that nobody fills a room's queue alone. */
    private static final int MAX_WAITING_OF_ONE = 200;

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
     * @throws ChatException {@code rate_limited} if {@value #MAX_WAITING_OF_ONE} of them are the sender's
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
            if (posts.size() >= MAX_WAITING_OF_ONE && waitingOf(command.sender().id(), posts) >= MAX_WAITING_OF_ONE) {
                throw new ChatException(ErrorCode.RATE_LIMITED, "You send too fast: wait for what you have sent.");
            }
            posts.add(post);
            return posts;
        });
        if (first[0]) {
            follow(command.room(), () -> lanes.submit(command.room(), () -> drain(command.room())));
        }
        return post.stored();
    }

    private static long waitingOf(UserId sender, ArrayDeque<Post> posts) {
        return posts.stream()
                .filter(post -> post.command().sender().id().equals(sender))
                .count();
    }

    /** Sees to it that whoever waits is answered even if the lane cannot take or finish the task. */
    private void follow(RoomId room, Supplier<CompletionStage<Void>> submission) {
        try {
            submission.get().whenComplete((done, failure) -> {
                if (failure != null) {
                    refuseWaiting(room, failure);
                }
            });
        } catch (UnavailableException refusal) {
            refuseWaiting(room, refusal);
        }
    }

    private void refuseWaiting(RoomId room, Throwable failure) {
        ArrayDeque<Post> refused = waiting.remove(room);
        if (refused != null) {
            refused.forEach(post -> post.stored().completeExceptionally(failure));
        }
    }

    /** Writes one batch; the next one goes to the end of the lane. */
    private void drain(RoomId room) {
        writer.write(room, take(room));
        boolean more = waiting.computeIfPresent(room, (id, queue) -> queue.isEmpty() ? null : queue) != null;
        if (more) {
            // Taken even into a full lane: there is at most one of these in it, and it works off what waits.
            follow(room, () -> lanes.submitEnding(room, () -> drain(room)));
        }
    }

    private List<Post> take(RoomId room) {
        List<Post> batch = new ArrayList<>();
        waiting.computeIfPresent(room, (id, queue) -> {
            while (batch.size() < rules.maxBatch() && !queue.isEmpty()) {
                batch.add(queue.poll());
            }
            return queue;
        });
        return batch;
    }

    /** A command and whom to answer. */
    record Post(PostMessage command, CompletableFuture<Message> stored) {}
}
