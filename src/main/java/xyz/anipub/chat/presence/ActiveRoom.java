package xyz.anipub.chat.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xyz.anipub.chat.UserId;

/** Who is in one room, in the order of coming. Guarded by its own monitor; calls nothing foreign while holding it. */
final class ActiveRoom {

    private final Map<String, Presence> bySocket = new LinkedHashMap<>();
    private final Map<UserId, Integer> sockets = new HashMap<>();

    /** @return whether this is the first socket of its user */
    synchronized boolean add(Presence presence) {
        Presence before = bySocket.putIfAbsent(presence.socketId(), presence);
        return before == null && sockets.merge(presence.userId(), 1, Integer::sum) == 1;
    }

    /** @return whether this was the last socket of its user; false if the socket was not here */
    synchronized boolean remove(String socketId) {
        Presence removed = bySocket.remove(socketId);
        return removed != null
                && sockets.computeIfPresent(removed.userId(), (user, n) -> n == 1 ? null : n - 1) == null;
    }

    synchronized boolean isEmpty() {
        return bySocket.isEmpty();
    }

    synchronized boolean contains(UserId user) {
        return sockets.containsKey(user);
    }

    synchronized int userCount() {
        return sockets.size();
    }

    synchronized List<Presence> first(int limit) {
        List<Presence> first = new ArrayList<>(Math.min(limit, bySocket.size()));
        for (Presence presence : bySocket.values()) {
            if (first.size() == limit) {
                break;
            }
            first.add(presence);
        }
        return first;
    }
}
