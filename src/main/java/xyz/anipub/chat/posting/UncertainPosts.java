package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.MessageRepository.Landed;
import xyz.anipub.chat.roomlist.RoomActivity;

/**
 * Posts that were sent to the store, which did not answer: each is announced when it is found, whatever its sender was
 * answered (decision record 15). Runs on the room's lane.
 */
@SingletonBean
class UncertainPosts {

    private final MessageRepository messages;
    private final Announcements announcements;
    private final AwaitedEmits emits;
    private final RoomActivity activity;
    private final Unsettled unsettled;
    private final Clock clock;

    @Inject
    UncertainPosts(
            MessageRepository messages,
            Announcements announcements,
            AwaitedEmits emits,
            RoomActivity activity,
            Unsettled unsettled,
            Clock clock) {
        this.messages = messages;
        this.announcements = announcements;
        this.emits = emits;
        this.activity = activity;
        this.unsettled = unsettled;
        this.clock = clock;
    }

    /** Closes the room to posts until it is known which of these are stored. */
    void follow(RoomId room, List<Draft> drafts) {
        unsettled.askFirst(room, new Insert(room, drafts));
    }

    /** One write that was not answered. */
    private final class Insert implements Unsettled.Question {

        private final RoomId room;
        private final Map<MessageId, Draft> missing;

        /** Counted from the store's first answer: a store that stood still does what it was sent before that as well. */
        private @Nullable Instant landsUntil;

        Insert(RoomId room, List<Draft> drafts) {
            this.room = room;
            this.missing = drafts.stream().collect(Collectors.toMap(Draft::id, Function.identity()));
        }

        @Override
        public boolean settle() {
            Instant asked = clock.instant();
            Landed landed = messages.landed(missing.keySet());
            if (!landed.stored().isEmpty()) {
                tell(landed.stored());
            }
            if (landsUntil == null) {
                landsUntil = asked.plus(messages.landing());
            }
            return missing.isEmpty() || asked.isAfter(landsUntil) && !landed.pending();
        }

        private void tell(List<Message> stored) {
            List<Message> inOrder =
                    stored.stream().sorted(Comparator.comparing(Message::seq)).toList();
            activity.stored(inOrder);
            List<RoomLog.Entry> entries = new ArrayList<>();
            for (Message message : inOrder) {
                Draft draft = missing.remove(message.id());
                if (draft.awaitsEcho()) {
                    // It may have come so late that it was forgotten, and should not be again at once.
                    emits.add(room, draft, clock.instant());
                }
                entries.add(draft.entry(message));
            }
            announcements.tell(room, entries);
        }
    }
}
