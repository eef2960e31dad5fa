package xyz.anipub.auth.token;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import xyz.anipub.auth.UnavailableException;

/** Revocations in a map with a clock of its own that counts how often it was asked. */
final class InMemoryRevokedTokens implements RevokedTokens {

    private final Map<String, RevokedToken> byId = new ConcurrentHashMap<>();
    private final Clock clock;
    final AtomicInteger asked = new AtomicInteger();
    volatile Instant askedSince = Instant.MIN;

    /** Whether nothing can be added. */
    volatile boolean away;

    InMemoryRevokedTokens(Clock clock) {
        this.clock = clock;
    }

    int size() {
        return byId.size();
    }

    @Override
    public void add(String tokenId, Instant until) {
        if (away) {
            throw new UnavailableException("away");
        }
        byId.putIfAbsent(tokenId, new RevokedToken(tokenId, until, clock.instant()));
    }

    @Override
    public boolean contains(String tokenId) {
        asked.incrementAndGet();
        return byId.containsKey(tokenId);
    }

    @Override
    public List<RevokedToken> since(Instant revokedAt, int limit) {
        askedSince = revokedAt;
        return byId.values().stream()
                .filter(token -> !token.revokedAt().isBefore(revokedAt))
                .sorted(Comparator.comparing(RevokedToken::revokedAt))
                .limit(limit)
                .toList();
    }

    @Override
    public long sweep(Instant expired) {
        int before = byId.size();
        byId.values().removeIf(token -> token.until().isBefore(expired));
        return before - byId.size();
    }
}
