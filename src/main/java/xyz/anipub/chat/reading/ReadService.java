package xyz.anipub.chat.reading;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.history.RoomSummary;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.member.MembershipRepository.Mark;
import xyz.anipub.chat.member.MembershipRepository.Marked;
import xyz.anipub.chat.member.ReadState;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;

/** How far members have read their rooms: tells it and moves it forward. All methods wait for the store. */
@SingletonBean
public class ReadService {

    private static final int AT_ONCE = 200;

    private final MembershipRepository memberships;
    private final RoomRepository rooms;
    private final MessageRepository messages;
    private final ReadAnnouncer announcer;
    private final AuthorMarks authors;
    private final Power power;
    private final UserPace pace;

    @Inject
    public ReadService(
            MembershipRepository memberships,
            RoomRepository rooms,
            MessageRepository messages,
            ReadAnnouncer announcer,
            AuthorMarks authors,
            Power power,
            UserPace pace) {
        this.memberships = memberships;
        this.rooms = rooms;
        this.messages = messages;
        this.announcer = announcer;
        this.authors = authors;
        this.power = power;
        this.pace = pace;
    }

    /** How far a user has read a room that is shown to that user; one's own messages and expired ones are never unread. */
    public ReadState of(UserId user, RoomSummary room) {
        return of(user, List.of(room)).get(0).read();
    }

    /**
     * The same for the rooms of a list and in its order, and what the user is there, with one question, whatever the number of rooms. The
     * role is as the store has it at this moment.
     */
    public List<Reader> of(UserId user, List<RoomSummary> list) {
        if (list.isEmpty()) {
            return List.of();
        }
        List<RoomId> ids = list.stream().map(summary -> summary.room().id()).toList();
        Map<RoomId, Membership> mine =
                memberships.of(user, ids).stream().collect(Collectors.toMap(Membership::room, Function.identity()));
        return list.stream()
                .map(summary -> Optional.ofNullable(mine.get(summary.room().id()))
                        .map(membership -> reader(user, summary, membership))
                        .orElse(Reader.STRANGER))
                .toList();
    }

    private Reader reader(UserId user, RoomSummary summary, Membership membership) {
        Room room = summary.room();
        long read = Math.max(membership.lastRead(), room.firstSeq() - 1);
        Role role = room.policy().owners().contains(user)
                ? Role.OWNER
                : membership.moderator() ? Role.MODERATOR : Role.MEMBER;
        return new Reader(
                ReadState.ofMember(Math.max(read, authors.lastOf(room.id(), user)), summary.messageCount()),
                Optional.of(role));
    }

    /**
     * A member has read a room up to a message. It never goes back, and a seq beyond the last counts as the last. If it
     * is news, the user's other connections are told.
     *
     * @param seq from 0 on
     * @param connection the one that says so, which is not told; empty if none does
     * @throws xyz.anipub.chat.RoomNotFoundException if there is no such room for the user
     * @throws xyz.anipub.chat.member.NotAMemberException if the user does not belong to it
     */
    public ReadState markRead(RoomId room, UserId user, long seq, String connection) {
        long lastSeq = messages.lastSeq(room);
        Marked marked =
                memberships.markRead(room, user, Math.min(seq, lastSeq)).orElseThrow(() -> power.stranger(room));
        ReadState state = state(room, marked.lastRead(), lastSeq);
        if (marked.moved()) {
            announcer.announce(user, Map.of(room, state), connection);
        }
        return state;
    }

    private ReadState state(RoomId room, long lastRead, long lastSeq) {
        // Mostly all is read, and then it does not matter what has expired.
        long gone = lastRead >= lastSeq
                ? 0
                : rooms.find(room).map(found -> found.firstSeq() - 1).orElse(0L);
        long read = Math.max(lastRead, gone);
        return ReadState.ofMember(read, Math.max(lastSeq, read));
    }

    /**
     * Every room of a user is read. The user's connections are told of those in which something was not.
     *
     * @return these, with what is the last seq of each
     * @throws xyz.anipub.chat.TooFastException if the user does this too often
     */
    public List<Membership> markAllRead(UserId user) {
        pace.search(user);
        List<Membership> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<Membership> page = memberships.of(user, after, AT_ONCE);
            Map<RoomId, Long> unread = unread(page.items());
            if (!unread.isEmpty()) {
                memberships.markRead(unread.entrySet().stream()
                        .map(mark -> new Mark(mark.getKey(), user, mark.getValue()))
                        .toList());
                Map<RoomId, ReadState> read = new HashMap<>();
                unread.forEach((room, seq) -> {
                    read.put(room, ReadState.ofMember(seq, seq));
                    all.add(new Membership(room, seq));
                });
                announcer.announce(user, read, "");
            }
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    /** The last seqs of those of the rooms in which something is unread. */
    private Map<RoomId, Long> unread(List<Membership> mine) {
        Map<RoomId, Long> known = rooms
                .findAll(mine.stream().map(Membership::room).toList())
                .stream()
                .collect(Collectors.toMap(Room::id, Room::seqAtLeast));
        Map<RoomId, Membership> byRoom = mine.stream().collect(Collectors.toMap(Membership::room, Function.identity()));
        Map<RoomId, Long> unread = new HashMap<>();
        messages.newestOfEach(known).forEach((room, last) -> {
            if (last.seq() > Objects.requireNonNull(byRoom.get(room)).lastRead()) {
                unread.put(room, last.seq());
            }
        });
        return unread;
    }
}
