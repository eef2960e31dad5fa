package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.trace.Receipt;

/**
 * The posts that wait in front of a room's lane, so that those which wait together are stored together.
 *
 * <p>Each room's {@link WaitingPosts} are only touched inside {@link ConcurrentHashMap#compute}. The lane takes one batch
 * from them at a time, in order, and what waits longest in the lane runs between two batches: a busy room still tells who
 * comes and goes. They are there from a room's first post until they are found empty when the {@link Pace} asks for the next
 * batch. While it is not known what a write before has stored, nothing waits: posts are refused at once.
 */
@SingletonBean
class PostQueue {

    private final RoomLanes lanes;
    private final MessageWriter writer;
    private final KnownMembers members;
    private final Unsettled unsettled;
    private final LiveNodes nodes;
    private final MessageRules rules;
    private final Pace pace;
    private final ConcurrentHashMap<RoomId, WaitingPosts> waiting = new ConcurrentHashMap<>();

    @Inject
    PostQueue(
            RoomLanes lanes,
            MessageWriter writer,
            KnownMembers members,
            Unsettled unsettled,
            LiveNodes nodes,
            MessageRules rules,
            Pace pace) {
        this.lanes = lanes;
        this.writer = writer;
        this.members = members;
        this.unsettled = unsettled;
        this.nodes = nodes;
        this.rules = rules;
        this.pace = pace;
    }

    /**
     * Appends a post to its room.
     *
     * @return completes on the room's lane; if the lane refuses it, on this thread, one of the timers, or one that writes to sockets
     * @throws xyz.anipub.chat.UnavailableException if too many posts wait in the room already, or the room takes none;
     *     see {@link Unsettled} and {@link LiveNodes#isKnown}
     * @throws xyz.anipub.chat.ChatException {@code rate_limited} if too many of them are the sender's
     */
    CompletionStage<Message> add(PostMessage command) {
        RoomId room = command.room();
        requireKnown();
        unsettled.requireSettled(room);
        boolean known = members.isKnown(room, command.sender().id());
        long came = Receipt.OF_WORK.here();
        Post post = new Post(command, new CompletableFuture<>(), came == Receipt.UNKNOWN ? System.nanoTime() : came);
        boolean[] first = {false};
        waiting.compute(room, (id, posts) -> {
            first[0] = posts == null;
            WaitingPosts all = posts == null ? new WaitingPosts() : posts;
            all.add(post, known);
            return all;
        });
        if (first[0]) {
            follow(room, () -> lanes.submit(room, () -> drain(room)));
        }
        return post.stored();
    }

    private void requireKnown() {
        if (!nodes.isKnown()) {
            throw new UnavailableException("The server has to find its database first: try again in a moment.");
        }
    }

    /** Sees to it that whoever waits is answered even if the lane cannot take or finish the task. */
    private void follow(RoomId room, Supplier<CompletionStage<Void>> submission) {
        try {
            submission.get().whenComplete((done, failure) -> {
                if (failure != null) {
                    refuseWaiting(room, failure);
                }
            });
        } catch (RuntimeException | OutOfMemoryError refusal) {
            refuseWaiting(room, refusal);
        }
    }

    private void refuseWaiting(RoomId room, Throwable failure) {
        WaitingPosts refused = waiting.remove(room);
        if (refused != null) {
            refused.all().forEach(post -> post.stored().completeExceptionally(failure));
        }
    }

    /** Writes one batch; the next one goes to the end of the lane when it is time for it. */
    private void drain(RoomId room) {
        unsettled.requireSettled(room);
        List<Post> batch = take(room);
        boolean several = batch.size() > 1 && batch.size() < rules.maxBatch();
        pace.run(
                () -> {
                    write(room, batch);
                    unsettled.requireSettled(room);
                },
                several,
                () -> goOn(room));
    }

    private void goOn(RoomId room) {
        boolean more = waiting.computeIfPresent(room, (id, posts) -> posts.isEmpty() ? null : posts) != null;
        if (more) {
            // Taken even into a full lane: there is at most one of these in it, and it works off what waits.
            follow(room, () -> lanes.submitEnding(room, () -> drain(room)));
        }
    }

    /** What is sent to the room meanwhile came with the oldest of the posts. */
    private void write(RoomId room, List<Post> posts) {
        long oldest = posts.isEmpty() ? Receipt.UNKNOWN : posts.get(0).received();
        long before = Receipt.OF_MESSAGES.begin(oldest);
        try {
            writer.write(room, posts);
        } finally {
            Receipt.OF_MESSAGES.end(before);
        }
    }

    private List<Post> take(RoomId room) {
        List<Post> batch = new ArrayList<>();
        waiting.computeIfPresent(room, (id, posts) -> {
            batch.addAll(posts.take(rules.maxBatch()));
            return posts;
        });
        return batch;
    }

    /**
     * A command and whom to answer.
     *
     * @param received when it came, by {@link System#nanoTime}
     */
    record Post(PostMessage command, CompletableFuture<Message> stored, long received) {}
}
