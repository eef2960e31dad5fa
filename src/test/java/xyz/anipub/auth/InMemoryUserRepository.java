package xyz.anipub.auth;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users in a map, with the promises of the port. */
public final class InMemoryUserRepository implements UserRepository {

    private final Map<String, User> byId = new LinkedHashMap<>();
    private final Map<String, String> emails = new LinkedHashMap<>();
    private boolean nameCheckIsBlind;
    private boolean away;
    private boolean silent;
    private int reads;

    public void away(boolean isAway) {
        away = isAway;
    }

    /** Whether what is written is done, and never answered. */
    public synchronized void silent(boolean isSilent) {
        silent = isSilent;
    }

    private void answer() {
        if (silent) {
            throw new UnavailableException("silent");
        }
    }

    /** Makes a tombstone of somebody, who still is as before. */
    public synchronized boolean delete(User before) {
        Standing ended = new Standing(before.standing().generation() + 1, "", Optional.empty(), true);
        return byId.replace(before.id(), before, new User(before.id(), User.DELETED, "", "", ended));
    }

    private boolean isDeleted(String id) {
        return byId(id).filter(user -> user.standing().deleted()).isPresent();
    }

    /** How often a name has been looked for. */
    public synchronized int reads() {
        return reads;
    }

    /** From now on looking for a name finds nobody, as if each were registered just after. */
    public void raceOnNames() {
        nameCheckIsBlind = true;
    }

    @Override
    public synchronized Added add(User user) {
        if (byId.containsKey(user.id())) {
            return Added.ID_TAKEN;
        }
        if (holder(user.nameKey()).isPresent()) {
            return Added.NAME_TAKEN;
        }
        byId.put(user.id(), user);
        answer();
        return Added.YES;
    }

    @Override
    public synchronized Optional<User> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized Optional<User> byNameKey(String nameKey) {
        reads++;
        if (away) {
            throw new UnavailableException(new IllegalStateException("away"));
        }
        return nameCheckIsBlind ? Optional.empty() : holder(nameKey);
    }

    /** Keeps somebody with an e-mail address. */
    public synchronized void add(User user, String emailKey) {
        add(user);
        emails.put(emailKey, user.id());
    }

    @Override
    public synchronized List<User> byIds(Collection<String> ids) {
        return ids.stream().flatMap(id -> byId(id).stream()).toList();
    }

    @Override
    public synchronized Optional<User> byEmail(String emailKey) {
        return Optional.ofNullable(emails.get(emailKey)).flatMap(this::byId);
    }

    @Override
    public synchronized void replaceHash(String id, String before, String after) {
        byId.computeIfPresent(
                id,
                (key, user) -> user.passwordHash().equals(before)
                        ? new User(user.id(), user.name(), user.image(), after, user.standing())
                        : user);
    }

    @Override
    public synchronized Optional<User> changePassword(String id, String before, String after, String spared) {
        if (isDeleted(id) || !byId(id).map(User::passwordHash).equals(Optional.of(before))) {
            return Optional.empty();
        }
        byId.computeIfPresent(
                id,
                (key, user) -> new User(
                        id,
                        user.name(),
                        user.image(),
                        after,
                        new Standing(
                                user.standing().generation() + 1,
                                spared,
                                user.standing().suspension())));
        answer();
        return byId(id);
    }

    @Override
    public synchronized boolean suspend(String id, Optional<Suspension> suspension) {
        return !isDeleted(id)
                && byId.computeIfPresent(
                                id,
                                (key, user) -> new User(
                                        id,
                                        user.name(),
                                        user.image(),
                                        user.passwordHash(),
                                        new Standing(
                                                user.standing().generation(),
                                                user.standing().spared(),
                                                suspension)))
                        != null;
    }

    @Override
    public synchronized List<User> page(String start, String after, int limit) {
        return byId.values().stream()
                .filter(user ->
                        user.nameKey().startsWith(start) && user.nameKey().compareTo(after) > 0)
                .sorted(java.util.Comparator.comparing(User::nameKey))
                .limit(limit)
                .toList();
    }

    private Optional<User> holder(String nameKey) {
        return byId.values().stream()
                .filter(user -> user.nameKey().equals(nameKey))
                .findFirst();
    }
}
