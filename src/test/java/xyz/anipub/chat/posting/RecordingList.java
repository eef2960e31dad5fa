package xyz.anipub.chat.posting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.roomlist.RoomListAnnouncer;
import xyz.anipub.chat.roomlist.RoomNews;

/** Keeps what everybody is told of rooms. */
public final class RecordingList implements RoomListAnnouncer {

    /** What one packet would carry. */
    public record Told(List<RoomNews> changed, List<RoomId> deleted) {}

    private final List<Told> told = new ArrayList<>();

    /** Who is connected. */
    public final Set<UserId> here = new HashSet<>();

    /** What single people were told. */
    public final List<String> toUsers = new ArrayList<>();

    /** Who was not told what all others were told last. */
    public Set<UserId> lastExcept = Set.of();

    public final List<RoomId> hiddenForOthers = new ArrayList<>();

    /** What the other nodes were told. */
    public final List<RoomId> forOthers = new ArrayList<>();

    @Override
    public void announce(List<RoomNews> changed, List<RoomId> deleted, Set<UserId> except) {
        told.add(new Told(changed, deleted));
        lastExcept = except;
    }

    @Override
    public void announceTo(Collection<UserId> users, List<RoomNews> changed, List<RoomId> deleted) {
        users.forEach(user ->
                changed.forEach(news -> toUsers.add(user + " " + news.room().id()
                        + news.shown().map(message -> " " + message.content()).orElse(""))));
    }

    @Override
    public void announceGone(Collection<UserId> users, RoomId deleted) {
        users.forEach(user -> toUsers.add(user + " gone " + deleted));
    }

    @Override
    public void announceHidden(Collection<UserId> members, RoomId hidden) {
        here.stream().filter(user -> !members.contains(user)).forEach(user -> toUsers.add(user + " hidden " + hidden));
    }

    @Override
    public void announceHiddenBy(UserId user, RoomId room, long upTo) {
        toUsers.add(user + " hides " + room + " up to " + upTo);
    }

    @Override
    public Set<UserId> here() {
        return here;
    }

    @Override
    public void tellOtherNodes(List<RoomId> changed, List<RoomId> hidden) {
        forOthers.addAll(changed);
        hiddenForOthers.addAll(hidden);
    }

    /** What was told since the last call. */
    public List<Told> take() {
        List<Told> taken = List.copyOf(told);
        told.clear();
        return taken;
    }
}
