package xyz.anipub.chat.search;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.chat.search.MessageSearch.Stretch;

/** Searching messages, in a room or over all rooms of a user; bounded, and counted by user. Waits for the store. */
@SingletonBean
public class SearchService {

    private final MessageSearch search;
    private final MessageRepository messages;
    private final RoomService rooms;
    private final UserPace pace;
    private final SearchRules rules;

    @Inject
    public SearchService(
            MessageSearch search, MessageRepository messages, RoomService rooms, UserPace pace, SearchRules rules) {
        this.search = search;
        this.messages = messages;
        this.rooms = rooms;
        this.pace = pace;
        this.rules = rules;
    }

    /**
     * Searches one stretch of a room, as far as the caller may read it.
     *
     * @param before only messages below this seq; empty for the newest
     * @throws xyz.anipub.chat.InvalidFieldException if the text is empty or too long after trimming
     * @throws xyz.anipub.chat.RoomNotFoundException if there is no such room for the caller
     * @throws xyz.anipub.chat.power.RestrictedException {@code banned}
     * @throws xyz.anipub.chat.TooFastException if the user searches too much
     */
    public Found inRoom(RoomId room, UserId caller, String text, Optional<Long> before) {
        String sought = rules.text(text);
        long first = rooms.readable(room, caller).firstSeq();
        pace.search(caller);
        long last = messages.lastSeq(room);
        long end = Math.min(before.orElse(Long.MAX_VALUE), last + 1);
        long from = Math.max(first, end - rules.stretch());
        if (from >= end) {
            return new Found(List.of(), Optional.empty());
        }
        List<Message> found = search.in(new Stretch(room, from, end), sought, rules.maxResults());
        long reached = found.size() < rules.maxResults()
                ? from
                : found.get(found.size() - 1).seq();
        return new Found(Message.from(first, found), reached > first ? Optional.of(reached) : Optional.empty());
    }

    /**
     * Searches the newest messages of the rooms of a user that were last active; newest first.
     *
     * @return the messages, and the rooms that they are of
     * @throws xyz.anipub.chat.InvalidFieldException if the text is empty or too long after trimming
     * @throws xyz.anipub.chat.TooFastException if the user searches too much
     */
    public FoundInRooms inRoomsOf(UserId user, String text) {
        String sought = rules.text(text);
        pace.search(user);
        Map<RoomId, Room> mine =
                rooms.lastActiveOf(user, rules.maxRooms()).stream().collect(Collectors.toMap(Room::id, room -> room));
        Map<RoomId, Long> known = mine.values().stream().collect(Collectors.toMap(Room::id, Room::seqAtLeast));
        List<Stretch> newest = messages.newestOfEach(known).values().stream()
                .map(last -> new Stretch(
                        last.room(),
                        Math.max(first(mine, last), last.seq() + 1 - rules.stretchOfEach()),
                        last.seq() + 1))
                .filter(stretch -> stretch.from() < stretch.before())
                .toList();
        List<Message> found = search.in(newest, sought, rules.maxResults()).stream()
                .flatMap(message -> Message.from(first(mine, message), List.of(message)).stream())
                .toList();
        return new FoundInRooms(found, mine);
    }

    private static long first(Map<RoomId, Room> rooms, Message message) {
        return Objects.requireNonNull(rooms.get(message.room())).firstSeq();
    }

    /**
     * What was found in one stretch.
     *
     * @param next below which seq to go on; empty if nothing is left to look at
     */
    public record Found(List<Message> messages, Optional<Long> next) {}

    /** What was found over several rooms. */
    public record FoundInRooms(List<Message> messages, Map<RoomId, Room> rooms) {}
}
