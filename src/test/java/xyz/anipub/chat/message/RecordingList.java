package xyz.anipub.chat.message;

import java.util.ArrayList;
import java.util.List;
import xyz.anipub.chat.RoomId;

/** Keeps what everybody is told of rooms. */
final class RecordingList implements RoomListAnnouncer {

    /** What one packet would carry. */
    record Told(List<RoomNews> changed, List<RoomId> deleted) {}

    private final List<Told> told = new ArrayList<>();

    /** What the other nodes were told. */
    final List<RoomId> forOthers = new ArrayList<>();

    @Override
    public void announce(List<RoomNews> changed, List<RoomId> deleted) {
        told.add(new Told(changed, deleted));
    }

    @Override
    public void tellOtherNodes(List<RoomId> changed) {
        forOthers.addAll(changed);
    }

    /** What was told since the last call. */
    List<Told> take() {
        List<Told> taken = List.copyOf(told);
        told.clear();
        return taken;
    }
}
