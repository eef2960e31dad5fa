package xyz.anipub.chat.rest.room;

import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.direct.DirectRooms;
import xyz.anipub.chat.json.PersonJson;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.people.PeopleDirectory;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.json.Json;

/** Direct rooms as they are told to one who talks there: as other rooms, and with the people, after whom lists call them. */
@SingletonBean
class DirectViews {

    @Inject
    private RoomViews views;

    @Inject
    private DirectRooms direct;

    @Inject
    private RoomRepository rooms;

    @Inject
    private PeopleDirectory people;

    JsonObject full(Room room, UserId caller) {
        return with(views.full(room, caller), of(List.of(room)));
    }

    /** Without what is hidden. */
    JsonArray list(List<Room> list, UserId caller) {
        Map<RoomId, Long> hidden =
                direct.hidden(caller, list.stream().map(Room::id).toList());
        Map<String, JsonArray> known = of(list);
        JsonArrayBuilder json = Json.createArrayBuilder();
        for (JsonObject room : views.briefs(list, caller).getValuesAs(JsonObject.class)) {
            Long upTo = hidden.get(new RoomId(room.getString("_id")));
            if (upTo == null || room.getJsonNumber("lastSeq").longValue() > upTo) {
                json.add(with(room, known));
            }
        }
        return json.build();
    }

    private static JsonObject with(JsonObject room, Map<String, JsonArray> known) {
        return Json.createObjectBuilder(room)
                .add("people", known.getOrDefault(room.getString("_id"), JsonArray.EMPTY_JSON_ARRAY))
                .build();
    }

    /** Two questions, whatever the number of rooms. */
    private Map<String, JsonArray> of(List<Room> list) {
        Map<RoomId, List<UserId>> members =
                rooms.allMembers(list.stream().map(Room::id).toList());
        Map<UserId, Member> known = people.called(
                members.values().stream().flatMap(Collection::stream).distinct().toList());
        Map<String, JsonArray> all = new HashMap<>();
        members.forEach((room, ids) -> {
            JsonArrayBuilder array = Json.createArrayBuilder();
            ids.forEach(id -> array.add(PersonJson.of(Optional.ofNullable(known.get(id)), id)));
            all.put(room.value(), array.build());
        });
        return all;
    }
}
