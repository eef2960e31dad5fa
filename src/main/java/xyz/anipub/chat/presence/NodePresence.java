package xyz.anipub.chat.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.RoomId;

/**
 * The sockets that one node has in rooms, with the number of its last change: the node's own part, or a copy of another's.
 *
 * <p>A copy is right as long as it gets each change, in the order of their numbers. When one is missing it needs all of the
 * other's part once more: this comes in pieces, as of one number, while further changes may come in between. Not thread-safe.
 */
public final class NodePresence {

    private static final int MAX_CHANGES_BEHIND_A_COPY = 10_000;

    private Map<Place, Presence> present = new HashMap<>();
    private long number;
    private boolean known;
    private @Nullable Copy copy;

    /** A socket in a room. */
    public record Entry(RoomId room, Presence presence) {}

    /** What a socket can only have once. */
    private record Place(RoomId room, String socketId) {

        static Place of(RoomId room, Presence presence) {
            return new Place(room, presence.socketId());
        }
    }

    /** What is coming in pieces, and the changes that came after it had begun. */
    private record Copy(long number, Map<Place, Presence> present, List<Numbered> later) {}

    private record Numbered(long number, PresenceChange change) {}

    /** The number of the last change. */
    public long number() {
        return number;
    }

    /** Whether that socket is in that room on this node. */
    public boolean has(RoomId room, Presence presence) {
        return present.containsKey(Place.of(room, presence));
    }

    /** All that is there, in any order. */
    public List<Entry> entries() {
        return present.entrySet().stream()
                .map(there -> new Entry(there.getKey().room(), there.getValue()))
                .toList();
    }

    /** Of this node: makes a change and counts it. @return false if that is how it was */
    public boolean make(PresenceChange change) {
        boolean news = apply(change);
        if (news) {
            number++;
        }
        return news;
    }

    /** Of another node: whether changes up to a number have been missed. */
    public boolean isBehind(long lastNumber) {
        return !known || number < lastNumber;
    }

    /** Of another node: takes one of its changes. @return what changes here; empty if something in between is missing */
    public Optional<List<PresenceChange>> take(long changeNumber, PresenceChange change) {
        if (copy != null) {
            if (copy.later().size() < MAX_CHANGES_BEHIND_A_COPY) {
                copy.later().add(new Numbered(changeNumber, change));
            } else {
                copy = null;
            }
            return Optional.of(List.of());
        }
        if (known && changeNumber <= number) {
            return Optional.of(List.of());
        }
        if (!known || changeNumber != number + 1) {
            return Optional.empty();
        }
        number = changeNumber;
        return Optional.of(apply(change) ? List.of(change) : List.of());
    }

    /**
     * Of another node: takes a piece of its whole part.
     *
     * @param asOf the number of the last change in it
     * @param first whether a new copy begins
     * @param last whether this completes it
     * @return what changes here
     */
    public List<PresenceChange> takeAll(long asOf, boolean first, boolean last, List<Entry> entries) {
        if (first) {
            // One that others have asked for holds nothing new.
            copy = isBehind(asOf) ? new Copy(asOf, new HashMap<>(), new ArrayList<>()) : null;
        }
        Copy coming = copy;
        if (coming == null || coming.number() != asOf) {
            return List.of();
        }
        entries.forEach(each -> coming.present().put(Place.of(each.room(), each.presence()), each.presence()));
        return last ? replace(coming) : List.of();
    }

    /** Of another node that is gone. @return what changes here */
    public List<PresenceChange> end() {
        List<PresenceChange> changes = new ArrayList<>();
        present.forEach((place, presence) -> changes.add(new PresenceChange(place.room(), presence, false)));
        present = new HashMap<>();
        known = false;
        copy = null;
        return changes;
    }

    private List<PresenceChange> replace(Copy whole) {
        List<PresenceChange> changes = new ArrayList<>();
        Map<Place, Presence> former = present;
        former.forEach((place, presence) -> {
            if (!whole.present().containsKey(place)) {
                changes.add(new PresenceChange(place.room(), presence, false));
            }
        });
        whole.present().forEach((place, presence) -> {
            if (!presence.equals(former.get(place))) {
                changes.add(new PresenceChange(place.room(), presence, true));
            }
        });
        present = whole.present();
        number = whole.number();
        known = true;
        copy = null;
        for (Numbered later : whole.later()) {
            take(later.number(), later.change()).ifPresent(changes::addAll);
        }
        return changes;
    }

    private boolean apply(PresenceChange change) {
        Place place = Place.of(change.room(), change.presence());
        return change.present()
                ? !change.presence().equals(present.put(place, change.presence()))
                : present.remove(place) != null;
    }
}
