package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.notice.NoticeQueue;

/**
 * Announces what a node has stored that ended before it had announced it (decision record 19). Somebody has to come upon such a
 * message: its sender, who had no answer and sends it again. Runs on the room's lane.
 */
@SingletonBean
class LostRights {

    private final MessageRepository messages;
    private final MessageAnnouncer announcer;
    private final LiveNodes nodes;
    private final Unsettled unsettled;
    private final NoticeQueue notices;
    private final Set<MessageId> asked = ConcurrentHashMap.newKeySet();

    @Inject
    LostRights(
            MessageRepository messages,
            MessageAnnouncer announcer,
            LiveNodes nodes,
            Unsettled unsettled,
            NoticeQueue notices) {
        this.messages = messages;
        this.announcer = announcer;
        this.nodes = nodes;
        this.unsettled = unsettled;
        this.notices = notices;
    }

    /**
     * Sees to it that a message that was found is announced, if the node that was to do it has ended: behind what the lane
     * does now. What this node has stored in this life it has announced by then, or asks for; see {@link UncertainPosts}.
     */
    void found(Posted posted) {
        posted.by().filter(by -> !nodes.isLive(by)).ifPresent(by -> {
            MessageId id = posted.message().id();
            RoomId room = posted.message().room();
            if (asked.add(id)) {
                unsettled.ask(room, () -> settle(room, id, by));
            }
        });
    }

    /** Until it is known whether that node lives, which takes {@link LiveNodes#LIFE} at most. */
    private boolean settle(RoomId room, MessageId id, NodeId by) {
        if (nodes.hasEnded(by)) {
            if (messages.takeOver(id, by, nodes.me())) {
                messages.find(id).map(List::of).ifPresent(found -> {
                    announcer.announce(room, found);
                    notices.add(found);
                });
            }
        } else if (!nodes.isLive(by)) {
            return false;
        }
        asked.remove(id);
        return true;
    }
}
