package xyz.anipub.chat.power;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;

/**
 * Who owns a room. The list stands in the room's document and is replaced as a whole if it still is what was read: of two
 * owners who leave at the same time one finds to be the last.
 */
@SingletonBean
public class Owners {

    /** More than can be lost against each other, as each loss is somebody else's success. */
    private static final int ATTEMPTS = 50;

    private final RoomPowerRepository powers;
    private final RoleRepository roles;

    @Inject
    public Owners(RoomPowerRepository powers, RoleRepository roles) {
        this.powers = powers;
        this.roles = roles;
    }

    /**
     * Makes somebody an owner; twice is no error.
     *
     * @return whether it is news
     * @throws RoomNotFoundException if there is no such room
     * @throws ChatException {@code conflict} if the room has as many as it can have
     */
    public boolean add(RoomId room, UserId user) {
        return change(room, owners -> {
            if (owners.contains(user)) {
                return owners;
            }
            if (owners.size() >= RoomPolicy.MAX_OWNERS) {
                throw new ChatException(
                        ErrorCode.CONFLICT,
                        "This room has %d owners, as many as it can have.".formatted(RoomPolicy.MAX_OWNERS));
            }
            List<UserId> more = new ArrayList<>(owners);
            more.add(user);
            return more;
        });
    }

    /**
     * Makes somebody an owner no more; twice is no error.
     *
     * @return whether it is news
     * @throws RoomNotFoundException if there is no such room
     * @throws ChatException {@code last_owner} if there would be none then
     */
    public boolean remove(RoomId room, UserId user) {
        return change(room, owners -> {
            if (!owners.contains(user)) {
                return owners;
            }
            if (owners.size() == 1) {
                throw none();
            }
            return owners.stream().filter(owner -> !owner.equals(user)).toList();
        });
    }

    /**
     * Refuses what would leave a room without an owner, before anything is done; {@link #remove} decides.
     *
     * @throws ChatException {@code last_owner} if this user is the only one
     */
    public void requireOther(RoomId room, UserId user) {
        if (isOnly(room, user)) {
            throw none();
        }
    }

    /**
     * Whether a room has this owner and no other.
     *
     * @throws RoomNotFoundException if there is no such room
     */
    public boolean isOnly(RoomId room, UserId user) {
        return owners(room).equals(List.of(user));
    }

    /**
     * As {@link #remove}, also if nobody owns the room then: of one that nobody is left to own.
     *
     * @throws RoomNotFoundException if there is no such room
     */
    public void abandon(RoomId room, UserId user) {
        change(
                room,
                owners -> owners.stream().filter(owner -> !owner.equals(user)).toList());
    }

    private List<UserId> owners(RoomId room) {
        return powers.find(room)
                .orElseThrow(RoomNotFoundException::new)
                .policy()
                .owners();
    }

    private static ChatException none() {
        return new ChatException(
                ErrorCode.LAST_OWNER, "The room would have no owner: make somebody else an owner first, or delete it.");
    }

    private boolean change(RoomId room, UnaryOperator<List<UserId>> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<UserId> before = owners(room);
            List<UserId> after = change.apply(before);
            if (after.equals(before)) {
                return false;
            }
            if (roles.replaceOwners(room, before, after)) {
                return true;
            }
        }
        throw new UnavailableException("The owners of this room are changing: try again in a moment.");
    }
}
