package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.history.MessagePage;
import xyz.anipub.chat.history.NewestMessages;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageDeletedException;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;

/** The use cases of messages: posting, by whichever door, and reading. */
@SingletonBean
public class MessageService {

    private final PostQueue queue;
    private final MessageRepository messages;
    private final NewestMessages newest;
    private final RoomService rooms;
    private final MessageRules rules;

    @Inject
    public MessageService(
            PostQueue queue, MessageRepository messages, NewestMessages newest, RoomService rooms, MessageRules rules) {
        this.queue = queue;
        this.messages = messages;
        this.newest = newest;
        this.rooms = rooms;
        this.rules = rules;
    }

    /**
     * Checks a post, stores it in its room's order and announces it, exactly once in whichever way it came.
     *
     * <p>Returns at once. The stage completes on the room's lane when the message is stored, before it is announced, or
     * exceptionally with {@link xyz.anipub.chat.member.NotAMemberException}, {@link
     * xyz.anipub.chat.RoomNotFoundException}, {@link ClientIdReusedException}, {@link MessageNotFoundException},
     * {@link MessageDeletedException} or {@link xyz.anipub.chat.UnavailableException}; after the last one the message may be stored all the same, and a
     * repetition with the same clientId is safe.
     *
     * @throws xyz.anipub.chat.InvalidFieldException if content or clientId break the rules
     * @throws xyz.anipub.chat.UnavailableException if too many posts wait in the room
     */
    public CompletionStage<Message> post(PostMessage command) {
        return queue.add(checked(command));
    }

    /**
     * The newest messages of a room, as far as a user may read it.
     *
     * @throws xyz.anipub.chat.RoomNotFoundException if there is no such room for the user
     * @throws xyz.anipub.chat.power.RestrictedException {@code banned}
     */
    public MessagePage newest(RoomId room, UserId reader, int limit) {
        Room found = rooms.readable(room, reader);
        return page(found, newest.newest(room, limit), false);
    }

    /** The messages next older than a seq; see {@link #newest}. */
    public MessagePage before(RoomId room, UserId reader, long seq, int limit) {
        Room found = rooms.readable(room, reader);
        List<Message> page = messages.before(room, seq, limit);
        return page(found, page, !page.isEmpty() && last(page) < messages.lastSeq(room));
    }

    /** The messages next newer than a seq; see {@link #newest}. */
    public MessagePage after(RoomId room, UserId reader, long seq, int limit) {
        Room found = rooms.readable(room, reader);
        List<Message> page = messages.after(room, Math.max(seq, found.firstSeq() - 1), limit + 1);
        boolean more = page.size() > limit;
        return page(found, more ? page.subList(0, limit) : page, more);
    }

    /** The highest seq of a room, 0 if it has no message: the number of messages that it has ever had. */
    public long lastSeq(RoomId room) {
        return messages.lastSeq(room);
    }

    private PostMessage checked(PostMessage command) {
        if (command instanceof PostMessage.EmittedAgain) {
            return command;
        }
        if (command instanceof PostMessage.InOneStep post) {
            rules.clientId(post.clientId());
        }
        return command.with(rules.content(command.content()));
    }

    /** What has expired is not read, even before it is gone, and neither is what was written before the reader might read it. */
    private static MessagePage page(Room room, List<Message> read, boolean newer) {
        List<Message> page = Message.from(room.firstSeq(), read);
        return new MessagePage(page, !page.isEmpty() && page.get(0).seq() > room.firstSeq(), newer);
    }

    private static long last(List<Message> page) {
        return page.get(page.size() - 1).seq();
    }
}
