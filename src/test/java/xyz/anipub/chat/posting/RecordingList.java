package xyz.anipub.chat.posting;

import java.util.ArrayList;
import java.util.List;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.roomlist.RoomListAnnouncer;
import xyz.anipub.chat.roomlist.RoomNews;

/** Keeps what everybody is told of rooms. */
public final class RecordingList implements RoomListAnnouncer {

    /** What one packet would carry. */
    public record Told(List<RoomNews> changed, List<RoomId> deleted) {}

    private final List<Told> told = new ArrayList<>();

    /** What the other nodes were told. */
    public final List<RoomId> forOthers = new ArrayList<>();

    @Override
    public void announce(List<RoomNews> changed, List<RoomId> deleted) {
        told.add(new Told(changed, deleted));
    }

    @Override
    public void tellOtherNodes(List<RoomId> changed) {
        forOthers.addAll(changed);
    }

    /** What was told since the last call. */
    public List<Told> take() {
        List<Told> taken = List.copyOf(told);
        told.clear();
        return taken;
    }
}
