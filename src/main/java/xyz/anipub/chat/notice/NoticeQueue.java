package xyz.anipub.chat.notice;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.message.Message;

/**
 * Messages of this node of which people are to have notice: between the room's lane, which does not wait for that, and {@link
 * NoticeWriter}.
 *
 * <p>What is in it when the process ends is lost, which is a tenth of a second while the store answers: the message stands in its room, and
 * is unread there. To find it again one would have to index whom messages name, for each message that is ever stored. Thread-safe; the monitor
 * guards the queue, which is bounded: what comes while it is full, the store having been away for long, gets no notice.
 */
@SingletonBean
public class NoticeQueue {

    private static final int MAX_WAITING = 10_000;

    private final ArrayDeque<Addressed> waiting = new ArrayDeque<>();

    /** Messages have been announced, or edited. Never waits. */
    public void add(Collection<Message> messages) {
        for (Message message : messages) {
            Addressed addressed = Addressed.by(message);
            if (!addressed.people().isEmpty()) {
                add(addressed);
            }
        }
    }

    private synchronized void add(Addressed addressed) {
        if (waiting.size() < MAX_WAITING) {
            waiting.add(addressed);
        }
    }

    /** Those that have waited longest; they go on waiting until they are {@linkplain #remove removed}. */
    synchronized List<Addressed> first(int limit) {
        return waiting.stream().limit(limit).toList();
    }

    /** By the one who has read them. */
    synchronized void remove(int count) {
        for (int i = 0; i < count; i++) {
            waiting.remove();
        }
    }
}
