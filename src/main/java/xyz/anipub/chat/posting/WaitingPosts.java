package xyz.anipub.chat.posting;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.posting.PostQueue.Post;

/**
 * The posts that wait in one room, in two queues: those of known members, and those of others, who may be strangers. Of a
 * batch the others get a quarter, and what the members leave: however many strangers post, members' posts go on.
 *
 * <p>Each sender's posts leave in the order in which they came; so do those of a batch. Not safe for threads.
 */
final class WaitingPosts {

    /** In each of the two queues. */
    private static final int MAX_WAITING = 1000;

    /** So that nobody fills a room's queue alone. */
    private static final int MAX_WAITING_OF_ONE = 200;

    private static final int SHARE_OF_OTHERS = 4;

    private final Line known = new Line();
    private final Line others = new Line();
    private long arrivals;

    /**
     * @param isKnown whether the sender is a member, as far as is known without asking
     * @throws UnavailableException if {@value #MAX_WAITING} posts wait in the queue already
     * @throws ChatException {@code rate_limited} if {@value #MAX_WAITING_OF_ONE} of them are the sender's
     */
    void add(Post post, boolean isKnown) {
        // Behind those of the same sender, whatever has become known of it meanwhile.
        boolean first = known.of(post) > 0 || isKnown && others.of(post) == 0;
        (first ? known : others).add(new Arrived(post, arrivals++));
    }

    /** Takes a batch away. */
    List<Post> take(int most) {
        int ofOthers = Math.min(others.size(), Math.max(most / SHARE_OF_OTHERS, most - known.size()));
        List<Arrived> batch = new ArrayList<>(known.take(most - ofOthers));
        batch.addAll(others.take(ofOthers));
        batch.sort(Comparator.comparing(Arrived::at));
        return batch.stream().map(Arrived::post).toList();
    }

    boolean isEmpty() {
        return known.size() + others.size() == 0;
    }

    List<Post> all() {
        return Stream.concat(known.posts.stream(), others.posts.stream())
                .map(Arrived::post)
                .toList();
    }

    private record Arrived(Post post, long at) {}

    private static final class Line {

        private final Queue<Arrived> posts = new ArrayDeque<>();
        private final Map<UserId, Integer> counts = new HashMap<>();

        int size() {
            return posts.size();
        }

        /** How many of its sender's wait here. */
        int of(Post post) {
            return counts.getOrDefault(post.command().sender().id(), 0);
        }

        void add(Arrived arrived) {
            if (posts.size() >= MAX_WAITING) {
                throw new UnavailableException("This room is too busy: try again in a moment.");
            }
            if (of(arrived.post()) >= MAX_WAITING_OF_ONE) {
                throw new ChatException(ErrorCode.RATE_LIMITED, "You send too fast: wait for what you have sent.");
            }
            posts.add(arrived);
            counts.merge(arrived.post().command().sender().id(), 1, Integer::sum);
        }

        List<Arrived> take(int most) {
            List<Arrived> taken = new ArrayList<>();
            while (taken.size() < most && !posts.isEmpty()) {
                Arrived next = posts.remove();
                counts.computeIfPresent(
                        next.post().command().sender().id(), (sender, count) -> count == 1 ? null : count - 1);
                taken.add(next);
            }
            return taken;
        }
    }
}
