package xyz.anipub.chat.adopt;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomListener;
import xyz.anipub.chat.room.RoomNameTakenException;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.chat.room.RoomRepository.Activity;
import xyz.anipub.text.Lookalike;
import xyz.anipub.text.NameKey;
import xyz.anipub.text.NumberedNames;

/**
 * Makes a room of the other server one of ours, once its messages are there: its members first, then the room itself, so that nobody
 * posts into the middle of its history. Not for several threads at once.
 */
@SingletonBean
class RoomAdoption {

    /** Stands for who sent a message or made a room, where the other server does not say so. No user has this id. */
    static final String UNKNOWN = "Unknown";

    private static final System.Logger LOG = System.getLogger(RoomAdoption.class.getName());

    private final FormerRooms former;
    private final AdoptedRooms adopted;
    private final RoomRepository rooms;
    private final RoomListener listener;
    private final People people;
    private final AdoptedLog log;

    private NumberedNames names = new NumberedNames();
    /** Of those that would have been taken by a dry run. */
    private final Set<String> looks = new HashSet<>();

    @Inject
    RoomAdoption(
            FormerRooms former,
            AdoptedRooms adopted,
            RoomRepository rooms,
            RoomListener listener,
            People people,
            AdoptedLog log) {
        this.former = former;
        this.adopted = adopted;
        this.rooms = rooms;
        this.listener = listener;
        this.people = people;
        this.log = log;
    }

    /** A run begins. */
    void begin() {
        names = new NumberedNames();
        looks.clear();
    }

    /** What is to be done about a room; empty if nothing is. */
    Optional<RoomWork> work(FormerRoom room, Adopted state, boolean dry, Tally tally) {
        if (!state.isBehind(room)) {
            return Optional.empty();
        }
        Optional<Room> ours = rooms.find(state.room());
        // One that was ours, and is gone, has been deleted here.
        return state.isDone() && ours.isEmpty()
                ? Optional.empty()
                : Optional.of(new RoomWork(room, state, log.begin(ours), dry, tally, former, adopted, log, this));
    }

    Map<UserId, Member> known(Set<UserId> users) {
        return users.isEmpty() ? Map.of() : people.known(users);
    }

    /**
     * Takes the members who are new, and then the room, unless it is one of ours.
     *
     * @param seen what senders of this room are called who are no users
     */
    void finish(FormerRoom room, Adopted state, boolean dry, Tally tally, Map<UserId, String> seen) {
        Set<UserId> members = new LinkedHashSet<>();
        for (Optional<UserId> member : former.members(room)) {
            if (member.isPresent()) {
                members.add(member.get());
            } else {
                tally.refused.increment();
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Not adopted: a member of room {0}, whose id is not 24 hex digits.",
                        room.key());
            }
        }
        Set<UserId> fresh = new LinkedHashSet<>(members);
        fresh.removeAll(state.members());
        Map<UserId, Member> known = known(fresh);
        tally.members.add(fresh.size());
        tally.withoutPerson.add(
                fresh.stream().filter(user -> !known.containsKey(user)).count());
        if (dry) {
            if (!state.isDone()) {
                count(room, name(room, state.room(), true), tally);
            }
            return;
        }
        List<Member> joining = fresh.stream()
                .map(user -> known.getOrDefault(user, new Member(user, seen.getOrDefault(user, UNKNOWN), "")))
                .toList();
        long last = log.lastSeq(state.room());
        adopted.addMembers(state.room(), joining, last, room.createdAt().orElse(Instant.EPOCH));
        if (!state.isDone() && !open(room, state.room(), last, tally)) {
            return;
        }
        members.addAll(state.members());
        adopted.save(state.done(room.members(), members));
        listener.changed(state.room());
    }

    /** Whether it is one of ours now; if not, the next run tries it again. */
    private boolean open(FormerRoom room, RoomId id, long lastSeq, Tally tally) {
        Instant updatedAt = room.updatedAt()
                .or(() -> room.last().flatMap(FormerMessage::timestamp))
                .or(room::createdAt)
                .orElse(Instant.EPOCH);
        // It may be there, if this node or another ended right here.
        if (rooms.find(id).isPresent()) {
            tally.rooms.increment();
        } else {
            Optional<String> name = name(room, id, false);
            count(room, name, tally);
            if (name.isEmpty()) {
                return false;
            }
        }
        rooms.touch(Map.of(id, new Activity(updatedAt, lastSeq)));
        return true;
    }

    private void count(FormerRoom room, Optional<String> name, Tally tally) {
        if (name.isEmpty()) {
            tally.refused.increment();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Not adopted: the room {0}, as no name like its own is free.",
                    room.key());
            return;
        }
        tally.rooms.increment();
        if (!name.get().equals(room.name().strip())) {
            tally.renamed.increment();
            LOG.log(
                    System.Logger.Level.INFO,
                    "The room {0} is called {1} here, as another has the name {2}, one like it, or there is none.",
                    room.key(),
                    name.get(),
                    room.name());
        }
    }

    /** The name that it gets, and has then, unless this is dry. */
    private Optional<String> name(FormerRoom room, RoomId id, boolean dry) {
        String wanted = NameKey.of(room.name()).isEmpty() ? "Room" : room.name().strip();
        return names.take(wanted, id.value(), name -> dry ? isFree(name) : create(room, id, name));
    }

    private boolean isFree(String name) {
        Set<String> own = Lookalike.of(name);
        boolean isFree = own.stream().noneMatch(looks::contains);
        if (isFree) {
            looks.addAll(own);
        }
        return isFree;
    }

    private boolean create(FormerRoom room, RoomId id, String name) {
        Instant createdAt = room.createdAt().or(room::updatedAt).orElse(Instant.EPOCH);
        Room ours = new Room(
                id,
                name,
                room.description(),
                UserId.NOBODY,
                createdAt,
                room.updatedAt().orElse(createdAt),
                0,
                rooms.countMembers(id));
        try {
            rooms.create(ours);
            return true;
        } catch (RoomNameTakenException taken) {
            // Or the id is, by now: another node was faster.
            return rooms.find(id).isPresent();
        }
    }
}
