package xyz.anipub.chat.roomlist;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPower;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;

/**
 * The live room list: gathers which rooms have changed, on whichever node, each once however often, and has everybody on this node
 * told of them once a second (decision record 12).
 *
 * <p>Thread-safe. Its lock is held to touch three sets, never while anything waits. A crash loses what was gathered in
 * that second; who connects anew reads the list anew.
 */
@SingletonBean
public class RoomListFeed {

    private final RoomRepository rooms;
    private final MessageRepository messages;
    private final MembersHere members;
    private final Power power;
    private final RoomListAnnouncer announcer;
    private final RoomListLimit limit;
    private final Object lock = new Object();
    private final Set<RoomId> changed = new LinkedHashSet<>();
    private final Set<RoomId> deleted = new LinkedHashSet<>();
    /** Those that were public. */
    private final Set<RoomId> hidden = new LinkedHashSet<>();
    /** Those that have changed by this node, and the others do not know it yet. */
    private final Set<RoomId> own = new LinkedHashSet<>();
    /** The same of those that were public. */
    private final Set<RoomId> ownHidden = new LinkedHashSet<>();

    @Inject
    public RoomListFeed(
            RoomRepository rooms,
            MessageRepository messages,
            MembersHere members,
            Power power,
            RoomListAnnouncer announcer,
            RoomListLimit limit) {
        this.rooms = rooms;
        this.messages = messages;
        this.members = members;
        this.power = power;
        this.announcer = announcer;
        this.limit = limit;
    }

    /** Notes that a room is new, has another name or description, or has a new message. Never waits. */
    public void changed(RoomId room) {
        synchronized (lock) {
            changed.add(room);
            own.add(room);
        }
    }

    /** Notes that rooms have changed by another node. Never waits. */
    public void changedElsewhere(List<RoomId> rooms) {
        synchronized (lock) {
            changed.addAll(rooms);
        }
    }

    /** Notes that a room was public, and is private now. Never waits. */
    void hidden(RoomId room) {
        synchronized (lock) {
            hidden.add(room);
            ownHidden.add(room);
        }
    }

    /** Notes that rooms were made private by another node. Never waits. */
    public void hiddenElsewhere(List<RoomId> rooms) {
        synchronized (lock) {
            hidden.addAll(rooms);
        }
    }

    /** Notes that a room is gone. Never waits. */
    void deleted(RoomId room) {
        synchronized (lock) {
            forget(room);
            deleted.add(room);
        }
    }

    /** There is nothing to be told of a room any more. Never waits. */
    void forget(RoomId room) {
        synchronized (lock) {
            changed.remove(room);
            own.remove(room);
        }
    }

    /** Tells those who were members of a private room that it is gone. Never waits. */
    void deletedFor(RoomId room, Collection<UserId> members) {
        announcer.announceGone(members, room);
    }

    /** Tells a user's connections that the user has taken a direct room out of the list, or put it back. Never waits. */
    void hiddenBy(UserId user, RoomId room, long upTo) {
        announcer.announceHiddenBy(user, room, upTo);
    }

    /**
     * Tells what has been noted, oldest first: of public rooms everybody, with two questions to the store whatever their number; of a private
     * one its members, with one more for each. Called by a timer once a second; calls must not overlap.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next call tells it
     */
    public void flush() {
        List<RoomId> told;
        List<RoomId> gone;
        List<RoomId> unseen;
        List<RoomId> forOthers;
        List<RoomId> unseenByOthers;
        synchronized (lock) {
            told = taken(changed);
            gone = taken(deleted);
            unseen = taken(hidden);
            forOthers = taken(own);
            unseenByOthers = taken(ownHidden);
        }
        if (!forOthers.isEmpty() || !unseenByOthers.isEmpty()) {
            announcer.tellOtherNodes(forOthers, unseenByOthers);
        }
        try {
            List<RoomNews> news = news(told);
            List<RoomNews> forAll =
                    news.stream().filter(each -> !isPrivate(each.room())).toList();
            announce(forAll, gone);
            if (news.size() > forAll.size() || !unseen.isEmpty()) {
                announcePrivate(news, unseen);
            }
        } catch (RuntimeException failure) {
            synchronized (lock) {
                changed.addAll(told);
                deleted.addAll(gone);
                hidden.addAll(unseen);
                changed.removeAll(deleted);
            }
            throw failure;
        }
    }

    /** Whoever is banned from a room is told that it is there, and not what is said there. */
    private void announce(List<RoomNews> forAll, List<RoomId> gone) {
        Map<RoomId, Set<UserId>> banned = new HashMap<>();
        forAll.stream().filter(each -> each.shown().isPresent()).forEach(each -> {
            Set<UserId> fromThere = bannedHere(each.room().id());
            if (!fromThere.isEmpty()) {
                banned.put(each.room().id(), fromThere);
            }
        });
        Set<UserId> some = banned.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        // The last question, which is answered from memory but for rooms that have changed this moment: what is hidden
        // by now stays so.
        List<RoomNews> open = forAll.stream()
                .filter(each ->
                        asNow(each.room()).filter(now -> !isPrivate(now)).isPresent())
                .toList();
        if (open.isEmpty() && gone.isEmpty()) {
            return;
        }
        announcer.announce(open, gone, some);
        some.forEach(user -> announcer.announceTo(
                Set.of(user),
                open.stream()
                        .map(each ->
                                banned.getOrDefault(each.room().id(), Set.of()).contains(user)
                                        ? each.withoutLast()
                                        : each)
                        .toList(),
                gone));
    }

    private Set<UserId> bannedHere(RoomId room) {
        Set<UserId> banned = new HashSet<>(
                power.known(room).map(known -> known.bans().keySet()).orElse(Set.of()));
        if (!banned.isEmpty()) {
            banned.retainAll(announcer.here());
            banned.removeIf(user -> power.bannedUntil(room, user).isEmpty());
        }
        return banned;
    }

    /** Hidden ones first: what members hear afterwards is right. */
    private void announcePrivate(List<RoomNews> news, List<RoomId> unseen) {
        Set<UserId> here = announcer.here();
        rooms.findAll(unseen).stream()
                .filter(RoomListFeed::isPrivate)
                .forEach(room -> announcer.announceHidden(members.of(room, here), room.id()));
        Map<UserId, List<RoomNews>> byUser = new HashMap<>();
        news.stream().filter(each -> isPrivate(each.room())).forEach(each -> members.of(each.room(), here)
                .forEach(user ->
                        byUser.computeIfAbsent(user, any -> new ArrayList<>()).add(each)));
        // Those who hear the same, together: it is encoded once.
        Map<List<RoomNews>, List<UserId>> together = new HashMap<>();
        byUser.forEach((user, rooms) ->
                together.computeIfAbsent(rooms, any -> new ArrayList<>()).add(user));
        together.forEach((rooms, users) -> announcer.announceTo(users, rooms, List.of()));
    }

    private static boolean isPrivate(Room room) {
        return room.policy().isPrivate();
    }

    private List<RoomNews> news(List<RoomId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Room> found = rooms.findAll(ids);
        Map<RoomId, Message> last =
                messages.newestOfEach(found.stream().collect(Collectors.toMap(Room::id, Room::seqAtLeast)));
        return found.stream()
                .flatMap(room -> asNow(room).stream())
                .map(room -> news(room, last.get(room.id())))
                .toList();
    }

    /**
     * Asked behind everything else: of a room that was made private since it was read nobody else is told. Not of one that is gone
     * since.
     */
    private Optional<Room> asNow(Room read) {
        return power.known(read.id()).map(RoomPower::policy).map(now -> isPrivate(read) ? read : read.governed(now));
    }

    /** The same for all who hear it: of a room whose history does not begin at the same message for all, nothing of before. */
    private static RoomNews news(Room room, @Nullable Message last) {
        RoomPolicy policy = room.policy();
        return new RoomNews(room, Optional.ofNullable(last), last != null && last.seq() >= policy.firstForAll());
    }

    /** Those that waited longest, at most as many as one packet may tell of. */
    private List<RoomId> taken(Set<RoomId> waiting) {
        List<RoomId> first = waiting.stream().limit(limit.rooms()).toList();
        first.forEach(waiting::remove);
        return first;
    }
}
