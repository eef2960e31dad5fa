package xyz.anipub.auth;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Revocations in a map that counts how often it was asked. */
final class InMemoryRevokedTokens implements RevokedTokens {

    private final Map<String, RevokedToken> byId = new ConcurrentHashMap<>();
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public void add(RevokedToken revoked) {
        byId.putIfAbsent(revoked.tokenId(), revoked);
    }

    @Override
    public boolean contains(String tokenId) {
        asked.incrementAndGet();
        return byId.containsKey(tokenId);
    }

    @Override
    public List<RevokedToken> since(Instant revokedAt, int limit) {
        return byId.values().stream()
                .filter(token -> !token.revokedAt().isBefore(revokedAt))
                .sorted(Comparator.comparing(RevokedToken::revokedAt))
                .limit(limit)
                .toList();
    }

    @Override
    public long sweep(Instant now) {
        int before = byId.size();
        byId.values().removeIf(token -> token.until().isBefore(now));
        return before - byId.size();
    }
}
