package xyz.anipub.chat.rest.room;

import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.history.RoomSummary;
import xyz.anipub.chat.json.RoomJson;
import xyz.anipub.chat.member.ReadState;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.SanctionRepository;
import xyz.anipub.chat.power.Standing;
import xyz.anipub.chat.reading.ReadService;
import xyz.anipub.chat.reading.Reader;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.chat.roomlist.RoomSummaries;
import xyz.anipub.json.Json;

/** Rooms as they are told to a caller. Waits for the store. */
@SingletonBean
class RoomViews {

    @Inject
    private RoomSummaries summaries;

    @Inject
    private RoomService service;

    @Inject
    private ReadService reads;

    @Inject
    private Power power;

    @Inject
    private SanctionRepository sanctions;

    /** A single room, with its newest messages. */
    JsonObject full(Room room, UserId caller) {
        RoomSummary summary = summaries.full(room);
        ReadState read = reads.of(caller, summary);
        Optional<Standing> standing = read.member()
                ? power.known(room.id()).map(known -> known.standing(caller, power.now()))
                : Optional.empty();
        return RoomJson.of(summary, read, standing);
    }

    /**
     * The rooms of a list, with the last message at most, and without it and the members where the caller is banned; with the caller's role,
     * which comes with the membership. Four questions, whatever the number of rooms.
     */
    JsonArray briefs(List<Room> rooms, UserId caller) {
        List<RoomSummary> list = summaries.briefs(service.readable(rooms, caller));
        List<Reader> readers = reads.of(caller, list);
        Set<RoomId> banned = bannedFrom(list, readers, caller);
        JsonArrayBuilder json = Json.createArrayBuilder();
        for (int i = 0; i < list.size(); i++) {
            RoomSummary summary = list.get(i);
            boolean isBanned = banned.contains(summary.room().id());
            Reader reader = readers.get(i);
            json.add(RoomJson.ofList(isBanned ? summary.withheld() : summary, reader.read(), reader.role()));
        }
        return json.build();
    }

    /** Whoever belongs to a room is not banned from it. */
    private Set<RoomId> bannedFrom(List<RoomSummary> list, List<Reader> readers, UserId caller) {
        List<RoomId> others = IntStream.range(0, list.size())
                .filter(i -> !readers.get(i).read().member())
                .mapToObj(i -> list.get(i).room().id())
                .toList();
        return others.isEmpty() ? Set.of() : sanctions.bannedFrom(others, caller, power.now());
    }
}
