package xyz.anipub.chat.power;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.node.LiveNodes;

/**
 * The one place that answers: may this caller do this here. Asks what is kept of the room, and the store about memberships
 * where the question depends on one. All methods may wait for the store.
 *
 * <p>A private room does not exist for who is no member: the refusal is that of an unknown id.
 */
@SingletonBean
public class Power {

    private final RoomPowers powers;
    private final MembershipRepository memberships;
    private final Clock clock;

    @Inject
    public Power(RoomPowers powers, MembershipRepository memberships, LiveNodes nodes, Clock clock) {
        this(powers, memberships, nodes.byStore(clock));
    }

    /** @param clock the store's, so that what ends does so on all nodes at once */
    public Power(RoomPowers powers, MembershipRepository memberships, Clock clock) {
        this.powers = powers;
        this.memberships = memberships;
        this.clock = clock;
    }

    /**
     * Lets pass who may read a room: everybody in a public one, members in a private one, nobody who is banned.
     *
     * @throws RoomNotFoundException if there is no such room for this user
     * @throws RestrictedException {@code banned}
     */
    public RoomPower reader(RoomId room, UserId user) {
        RoomPower power = of(room);
        if (power.policy().isPrivate()) {
            if (!memberships.isMember(room, user)) {
                throw new RoomNotFoundException();
            }
            return power;
        }
        power.bannedUntil(user, clock.instant()).ifPresent(until -> {
            throw new RestrictedException(ErrorCode.BANNED, "You are banned from this room", until);
        });
        return power;
    }

    /**
     * Lets pass which member may post, react and type in a room. Does not ask whether the user is one.
     *
     * @throws RoomNotFoundException if there is no such room
     * @throws RestrictedException {@code muted}
     * @throws ChatException {@code forbidden} if only moderators may post
     */
    public RoomPower poster(RoomId room, UserId member) {
        RoomPower power = of(room);
        requirePoster(power, member);
        return power;
    }

    /** The same of what is known of the room already. */
    public void requirePoster(RoomPower power, UserId member) {
        power.mutedUntil(member, clock.instant()).ifPresent(until -> {
            if (power.policy().isDirect()) {
                throw new ChatException(ErrorCode.UNREACHABLE, "This person cannot be reached.");
            }
            throw new RestrictedException(ErrorCode.MUTED, "You are muted in this room", until);
        });
        if (power.policy().posting() == RoomPolicy.Who.MODERATORS
                && !power.role(member).covers(Role.MODERATOR)) {
            if (power.policy().isDirect()) {
                // One of the two is gone.
                throw new ChatException(ErrorCode.UNREACHABLE, "This person cannot be reached.");
            }
            throw new ChatException(ErrorCode.FORBIDDEN, "Only moderators may post in this room.");
        }
    }

    /**
     * Lets pass who has at least this role in a room, or may do it as an admin of the site, which is so in public rooms.
     *
     * @throws RoomNotFoundException if there is no such room for this user
     * @throws NotAMemberException if the user does not belong to it
     * @throws ChatException {@code forbidden} if the user's role does not suffice
     */
    public RoomPower require(RoomId room, Actor actor, Role least) {
        RoomPower power = of(room);
        if (isAdmin(power, actor)) {
            return power;
        }
        if (!memberships.isMember(room, actor.id())) {
            throw power.policy().isPrivate() ? new RoomNotFoundException() : new NotAMemberException();
        }
        if (!power.role(actor.id()).covers(least)) {
            throw new ChatException(
                    ErrorCode.FORBIDDEN,
                    least == Role.OWNER
                            ? "Only owners of the room may do this."
                            : "Only moderators of the room may do this.");
        }
        return power;
    }

    /**
     * Lets pass who may act against somebody: moderators against members, owners against moderators as well, admins of the site
     * against all in public rooms; nobody against an owner else, or against themselves.
     *
     * @throws ChatException as {@link #require}, or {@code forbidden}
     */
    public RoomPower requireOver(RoomId room, Actor actor, UserId target) {
        RoomPower power = require(room, actor, Role.MODERATOR);
        boolean asAdmin = isAdmin(power, actor);
        Role theirs = power.role(target);
        boolean may = !actor.id().equals(target)
                && (asAdmin || theirs != Role.OWNER && power.role(actor.id()).compareTo(theirs) < 0);
        if (!may) {
            throw new ChatException(ErrorCode.FORBIDDEN, "You may not do this to that person.");
        }
        return power;
    }

    /**
     * Lets pass who may take back what was decided against somebody: who may decide it, so nobody for themselves. Owners for other
     * owners, too, as who is muted may be made one.
     *
     * @throws ChatException as {@link #requireOver}
     */
    public RoomPower requireToRelieve(RoomId room, Actor actor, UserId target) {
        RoomPower power = require(room, actor, Role.MODERATOR);
        boolean areOwners = power.role(actor.id()) == Role.OWNER && power.role(target) == Role.OWNER;
        return areOwners && !actor.id().equals(target) ? power : requireOver(room, actor, target);
    }

    /** What who is no member of a room is refused with: a private one does not exist. */
    public ChatException stranger(RoomId room) {
        return powers.of(room).filter(power -> !power.policy().isPrivate()).isPresent()
                ? new NotAMemberException()
                : new RoomNotFoundException();
    }

    /** Whether {@link #require} would let pass; false as well if there is no such room. */
    public boolean is(RoomId room, Actor actor, Role least) {
        Optional<RoomPower> power = powers.of(room);
        if (power.isEmpty()) {
            return false;
        }
        if (isAdmin(power.get(), actor)) {
            return true;
        }
        return power.get().role(actor.id()).covers(least) && memberships.isMember(room, actor.id());
    }

    /** Whether somebody may do in a room what its owners may as an admin of the site, which is so in public rooms. */
    public static boolean isAdmin(RoomPower power, Actor actor) {
        return actor.admin() && !power.policy().isPrivate();
    }

    /** Who has which power in a room, whoever asks; empty if there is none. */
    public Optional<RoomPower> known(RoomId room) {
        return powers.of(room);
    }

    /** Until when somebody may neither read nor join; empty if it is allowed, or there is no such room. */
    public Optional<Instant> bannedUntil(RoomId room, UserId user) {
        return powers.of(room).flatMap(power -> power.bannedUntil(user, clock.instant()));
    }

    /** The time by which all that is decided about people holds and ends: the store's. Never waits. */
    public Instant now() {
        return clock.instant();
    }

    private RoomPower of(RoomId room) {
        return powers.of(room).orElseThrow(RoomNotFoundException::new);
    }
}
