package xyz.anipub.auth.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions in a map, with the promises of the port; counts how often a use was noted. */
public final class InMemorySessionStore implements SessionStore {

    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    public int uses;

    @Override
    public void put(Session session) {
        byId.merge(
                session.id(),
                session,
                (old, one) -> new Session(
                        old.id(),
                        old.userId(),
                        old.visitor(),
                        old.since(),
                        later(old.usedAt(), one.usedAt()),
                        later(old.until(), one.until())));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public Optional<Session> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<Session> of(String userId, int limit) {
        return byId.values().stream()
                .filter(session -> session.userId().equals(userId))
                .sorted(Comparator.comparing(Session::usedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public void used(String id, Instant at) {
        uses++;
        find(id).ifPresent(
                        one -> put(new Session(one.id(), one.userId(), one.visitor(), one.since(), at, one.until())));
    }

    @Override
    public void remove(String id) {
        byId.remove(id);
    }

    @Override
    public void removeOthers(String userId, String id) {
        byId.values()
                .removeIf(session ->
                        session.userId().equals(userId) && !session.id().equals(id));
    }

    @Override
    public long sweep(Instant ended) {
        long before = byId.size();
        byId.values().removeIf(session -> session.until().isBefore(ended));
        return before - byId.size();
    }
}
