package xyz.anipub.chat.people;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.UserId;

/** Blocks in memory, on one page. */
public final class InMemoryBlocks implements BlockRepository {

    private final Map<UserId, Map<String, Block>> blocks = new ConcurrentHashMap<>();

    @Override
    public synchronized boolean add(UserId by, UserId blocked, Instant at) {
        return blocks.computeIfAbsent(by, any -> new TreeMap<>()).putIfAbsent(blocked.value(), new Block(blocked, at))
                == null;
    }

    @Override
    public synchronized boolean remove(UserId by, UserId blocked) {
        return blocks.getOrDefault(by, new TreeMap<>()).remove(blocked.value()) != null;
    }

    @Override
    public synchronized long count(UserId by) {
        return blocks.getOrDefault(by, Map.of()).size();
    }

    @Override
    public synchronized Page<Block> of(UserId by, Optional<String> after, int limit) {
        return new Page<>(List.copyOf(blocks.getOrDefault(by, Map.of()).values()), Optional.empty());
    }

    @Override
    public synchronized Set<UserId> eitherWay(UserId one, Collection<UserId> others) {
        Set<UserId> found = new HashSet<>(blockedAmong(one, others));
        found.addAll(blockersAmong(others, one));
        return found;
    }

    @Override
    public synchronized Set<UserId> blockedAmong(UserId by, Collection<UserId> others) {
        return others.stream().filter(other -> isBlocked(by, other)).collect(Collectors.toSet());
    }

    @Override
    public synchronized Set<UserId> blockersAmong(Collection<UserId> others, UserId blocked) {
        return others.stream().filter(other -> isBlocked(other, blocked)).collect(Collectors.toSet());
    }

    private boolean isBlocked(UserId by, UserId other) {
        return blocks.getOrDefault(by, Map.of()).containsKey(other.value());
    }
}
