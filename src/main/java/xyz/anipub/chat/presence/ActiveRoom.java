package xyz.anipub.chat.presence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import xyz.anipub.chat.UserId;

/** Who is in one room, in the order of coming. Guarded by its own monitor; calls nothing foreign while holding it. */
final class ActiveRoom {

    /** Each user's sockets, one at least. The lists are immutable: most have one element, and take little memory so. */
    private final Map<UserId, List<Presence>> byUser = new LinkedHashMap<>();

    private int sockets;

    /** @return whether this is the first socket of its user */
    synchronized boolean add(Presence presence) {
        List<Presence> before = byUser.getOrDefault(presence.userId(), List.of());
        if (before.stream().anyMatch(presence::isSameSocket)) {
            return false;
        }
        byUser.put(
                presence.userId(),
                Stream.concat(before.stream(), Stream.of(presence)).toList());
        sockets++;
        return before.isEmpty();
    }

    /** @return whether this was the last socket of its user; false if the socket was not here */
    synchronized boolean remove(Presence presence) {
        List<Presence> before = byUser.getOrDefault(presence.userId(), List.of());
        List<Presence> left =
                before.stream().filter(each -> !presence.isSameSocket(each)).toList();
        sockets -= before.size() - left.size();
        if (left.isEmpty()) {
            return byUser.remove(presence.userId()) != null;
        }
        byUser.put(presence.userId(), left);
        return false;
    }

    synchronized boolean isEmpty() {
        return byUser.isEmpty();
    }

    synchronized boolean contains(UserId user) {
        return byUser.containsKey(user);
    }

    synchronized List<Presence> of(UserId user) {
        return byUser.getOrDefault(user, List.of());
    }

    synchronized int userCount() {
        return byUser.size();
    }

    /** All sockets, or if they are more than {@code limit}, the first one of each user, up to the limit. */
    synchronized List<Presence> listed(int limit) {
        return sockets <= limit
                ? byUser.values().stream().flatMap(List::stream).toList()
                : byUser.values().stream().limit(limit).map(each -> each.get(0)).toList();
    }
}
