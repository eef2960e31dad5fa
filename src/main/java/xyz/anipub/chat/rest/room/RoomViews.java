package xyz.anipub.chat.rest.room;

import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.history.RoomSummary;
import xyz.anipub.chat.reading.ReadService;
import xyz.anipub.chat.room.ReadState;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.roomlist.RoomSummaries;

/** Rooms as they are told to a caller. Waits for the store. */
@SingletonBean
class RoomViews {

    @Inject
    private RoomSummaries summaries;

    @Inject
    private ReadService reads;

    /** A single room, with its newest messages. */
    RoomView full(Room room, UserId caller) {
        RoomSummary summary = summaries.full(room);
        return RoomView.of(summary, reads.of(caller, summary));
    }

    /** The rooms of a list, with the last message at most; three questions, whatever the number of rooms. */
    List<RoomView> briefs(List<Room> rooms, UserId caller) {
        List<RoomSummary> list = summaries.briefs(rooms);
        List<ReadState> read = reads.of(caller, list);
        return IntStream.range(0, list.size())
                .mapToObj(i -> RoomView.of(list.get(i), read.get(i)))
                .toList();
    }
}
