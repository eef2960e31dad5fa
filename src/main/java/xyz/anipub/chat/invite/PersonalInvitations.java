package xyz.anipub.chat.invite;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.people.Blocks;
import xyz.anipub.chat.people.UnreachableException;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.RestrictedException;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;

/**
 * Asking somebody into a room, who accepts or declines. Who has declined, who blocks the other or is blocked, and who is not there
 * cannot be told apart. All methods wait for the store; see {@link AskedRepository}.
 *
 * <p>What is too many is taken back after it was stored, so that of several at the same time none stays beyond the limits.
 */
@SingletonBean
public class PersonalInvitations {

    private static final Duration HOUR = Duration.ofHours(1);

    private final AskedRepository asked;
    private final Inviters inviters;
    private final RoomService rooms;
    private final Blocks blocks;
    private final InvitationAnnouncer announcer;
    private final InvitationRules rules;

    @Inject
    public PersonalInvitations(
            AskedRepository asked,
            Inviters inviters,
            RoomService rooms,
            Blocks blocks,
            InvitationAnnouncer announcer,
            InvitationRules rules) {
        this.asked = asked;
        this.inviters = inviters;
        this.rooms = rooms;
        this.blocks = blocks;
        this.announcer = announcer;
        this.rules = rules;
    }

    /**
     * Asks somebody into a room; twice is no error, and neither is who is a member. Who is asked is told at once.
     *
     * @throws ChatException {@code room_not_found}, {@code not_a_member} or {@code forbidden} to who may not invite, {@code conflict} if
     *     that person was put out
     * @throws UnreachableException if that person cannot be asked, for whatever reason
     * @throws TooFastException if one has asked too many
     */
    public void ask(RoomId room, Member by, Actor actor, UserId user) {
        inviters.require(room, actor);
        if (rooms.isMember(room, user)) {
            return;
        }
        blocks.requireReachable(by.id(), List.of(user));
        try {
            rooms.requireAdmissible(room, user);
        } catch (RestrictedException putOut) {
            throw new ChatException(ErrorCode.CONFLICT, "This person was put out of the room.", putOut);
        }
        Instant now = now();
        Asked asking = new Asked(room, user, by.id(), now);
        switch (asked.ask(asking, now.minus(rules.declinedFor()))) {
            case ASKED -> {
                requireNotTooMany(asking);
                requireStill(asking, actor);
                announcer.invited(user, rooms.get(room), by);
            }
            case DECLINED -> throw new UnreachableException();
            case PENDING -> {
                // Told already.
            }
        }
    }

    /** Once more: whoever is put out loses the askings that are there then. */
    private void requireStill(Asked asking, Actor actor) {
        try {
            inviters.require(asking.room(), actor);
        } catch (ChatException noMore) {
            asked.takeBack(asking);
            throw noMore;
        }
    }

    private void requireNotTooMany(Asked asking) {
        if (asked.countBy(asking.by(), asking.at().minus(HOUR)) > rules.perHour()) {
            asked.takeBack(asking);
            throw new TooFastException("You have invited too many people. Try again later.", HOUR);
        }
        if (asked.countPending(asking.user()) > rules.maxPending()) {
            asked.takeBack(asking);
            throw new UnreachableException();
        }
    }

    /**
     * Comes into a room into which one was asked.
     *
     * @throws InvitationNotFoundException if one was not, also if there is no such room
     * @throws ChatException {@code banned}, or {@code kicked} to who was put out a moment ago
     */
    public Room accept(RoomId room, Member member) {
        Asked answered = asked.answer(room, member.id(), true, now()).orElseThrow(InvitationNotFoundException::new);
        try {
            return rooms.admit(room, member).room();
        } catch (UnavailableException notNow) {
            asked.ask(answered, now());
            throw notNow;
        }
    }

    /** @throws InvitationNotFoundException if one was not asked, or has answered */
    public void decline(RoomId room, UserId user) {
        asked.answer(room, user, false, now()).orElseThrow(InvitationNotFoundException::new);
    }

    /** Into which rooms somebody is asked and has not answered, newest first; none of people who are blocked, or of rooms that one is in. */
    public List<Pending> of(UserId user) {
        List<Asked> all = asked.pending(user, rules.maxPending());
        if (all.isEmpty()) {
            return List.of();
        }
        List<RoomId> ids = all.stream().map(Asked::room).toList();
        List<UserId> askers = all.stream().map(Asked::by).distinct().toList();
        Set<UserId> blocked = blocks.eitherWay(user, askers);
        Map<UserId, Member> people = blocks.known(askers);
        Map<RoomId, Room> found = rooms.findAll(ids).stream().collect(Collectors.toMap(Room::id, Function.identity()));
        Set<RoomId> joined = rooms.joinedAmong(ids, user);
        return all.stream()
                .filter(each -> !blocked.contains(each.by()) && !joined.contains(each.room()))
                .flatMap(each -> Optional.ofNullable(found.get(each.room()))
                        .map(room -> new Pending(each, room, Optional.ofNullable(people.get(each.by()))))
                        .stream())
                .toList();
    }

    private Instant now() {
        return inviters.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * An asking that is to be answered.
     *
     * @param by empty if that one is not a user any more
     */
    public record Pending(Asked asked, Room room, Optional<Member> by) {}
}
