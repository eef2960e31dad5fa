package xyz.anipub.chat.roomlist;

import jakarta.inject.Inject;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPolicy.Visibility;
import xyz.anipub.chat.room.PowerChanges;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomListener;
import xyz.anipub.chat.room.RoomRepository;

/**
 * Hides rooms and shows them; for their owners. All methods wait for the store and for the other nodes, see {@link PowerChanges}.
 *
 * <p>Of two who hide and show a room at the same time, each does so by a write that only changes what is the other way; the
 * last one counts.
 */
@SingletonBean
public class RoomVisibility {

    /** Beyond all that is posted while a room is being shown. */
    private static final long MARGIN = 1_000_000_000;

    private final RoomRepository rooms;
    private final MessageRepository messages;
    private final Power power;
    private final PowerChanges changes;
    private final RoomListener listener;
    private final UserPace pace;

    @Inject
    public RoomVisibility(
            RoomRepository rooms,
            MessageRepository messages,
            Power power,
            PowerChanges changes,
            RoomListener listener,
            UserPace pace) {
        this.rooms = rooms;
        this.messages = messages;
        this.power = power;
        this.changes = changes;
        this.listener = listener;
        this.pace = pace;
    }

    /**
     * Makes a room private or public; twice is no error. When this returns, strangers do not find a private one any more, on no node,
     * and of a public one they read what is posted from now on.
     *
     * @param name the one that a room is to have from the moment on when it is public; empty for the one it has
     * @param isConfirmed whether it is said that what members write from now on is for everybody
     * @return whether anything was to be done, and has been counted as a change of a room
     * @throws ChatException {@code room_not_found}, {@code not_a_member} or {@code forbidden} to all but owners
     * @throws InvalidFieldException if it is to be public, and that is not confirmed
     * @throws xyz.anipub.chat.room.RoomNameTakenException if it is to be public, and another public room has its name
     */
    public boolean change(RoomId id, Actor actor, Visibility to, Optional<String> name, boolean isConfirmed) {
        RoomPolicy policy = power.require(id, actor, Role.OWNER).policy();
        if (policy.isDirect()) {
            throw new ChatException(ErrorCode.FORBIDDEN, "Direct messages are always private.");
        }
        boolean isPrivate = to == Visibility.PRIVATE;
        if (policy.isPrivate() == isPrivate && policy.publicFrom() < MARGIN) {
            return false;
        }
        if (!isPrivate && !isConfirmed) {
            throw new InvalidFieldException(
                    ErrorCode.INVALID,
                    "confirm",
                    "confirm must be true: everybody will read what is written from now on.");
        }
        pace.changeRoom(actor.id());
        if (isPrivate) {
            hide(id);
        } else {
            show(id, name);
        }
        return true;
    }

    private void hide(RoomId id) {
        Optional<Room> hidden = rooms.hide(id);
        changes.publish(id);
        if (hidden.isPresent()) {
            listener.hidden(id);
            listener.changed(id);
        }
    }

    /**
     * In two steps: while other nodes do not know it yet, somebody may write there who takes the room for a private one. Strangers read
     * nothing until all know. Whatever stops in between leaves it so, until it is shown once more.
     */
    private void show(RoomId id, Optional<String> name) {
        rooms.show(id, name, messages.lastSeq(id) + MARGIN);
        changes.publish(id);
        rooms.publicFrom(id, messages.lastSeq(id) + 1).orElseThrow(RoomNotFoundException::new);
        changes.publish(id);
        listener.changed(id);
    }
}
