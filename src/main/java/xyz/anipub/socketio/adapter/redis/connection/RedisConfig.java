package xyz.anipub.socketio.adapter.redis.connection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;

/**
 * How nodes find each other in Redis.
 *
 * @param uri {@code redis://} or {@code rediss://}, with user, password and database if need be, with several hosts if it is a Redis
 *     Cluster; or {@code redis-sentinel://}; holds a secret, perhaps
 * @param family the same on all nodes
 * @param prefix what channels begin with, and the name of the stream; the same on all nodes
 * @param commandTimeout how long Redis may take to answer
 * @param keep how long a message of this node waits for a Redis that is away; then it is lost, and counted
 * @param maxWaiting how many of them wait
 * @param maxWaitingBytes how many bytes these may have together
 * @param streamLength how many entries a stream keeps at least; streams only
 * @param ca the certificates that are trusted, with TLS, in place of the JVM's
 * @param recovery whether clients come back to any node; streams only
 */
public record RedisConfig(
        String uri,
        RedisFamily family,
        String prefix,
        Duration commandTimeout,
        Duration keep,
        int maxWaiting,
        long maxWaitingBytes,
        int streamLength,
        Optional<TrustManagerFactory> ca,
        boolean recovery) {

    public RedisConfig {
        if (commandTimeout.toMillis() < 1 || keep.toMillis() < 1) {
            throw new IllegalArgumentException("commandTimeout and keep need at least 1 ms");
        }
        if (maxWaiting < 1 || maxWaitingBytes < 1 || streamLength < 1) {
            throw new IllegalArgumentException("maxWaiting, maxWaitingBytes and streamLength need at least 1");
        }
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("the prefix must not be empty");
        }
    }

    /** Streams, Node's prefix {@code socket.io}, 3 s, 60 s, 10,000 messages with 64 MB, 10,000 entries; clients come back to any node. */
    public static RedisConfig standard(String uri) {
        return new RedisConfig(
                uri,
                RedisFamily.STREAMS,
                "socket.io",
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                10_000,
                64_000_000,
                10_000,
                Optional.empty(),
                true);
    }

    public RedisConfig with(RedisFamily other) {
        return new RedisConfig(
                uri, other, prefix, commandTimeout, keep, maxWaiting, maxWaitingBytes, streamLength, ca, recovery);
    }

    /** Channels and streams of another name. */
    public RedisConfig prefixed(String other) {
        return new RedisConfig(
                uri, family, other, commandTimeout, keep, maxWaiting, maxWaitingBytes, streamLength, ca, recovery);
    }

    /**
     * With TLS, trusts these certificates only.
     *
     * @param authorities a file with them, in PEM or DER
     * @throws IllegalArgumentException if it is none, or the address is not one with TLS
     */
    public RedisConfig trusting(Path authorities) {
        if (!RedisAddress.isWithTls(uri)) {
            throw new IllegalArgumentException("the address of Redis is without TLS, which is rediss://");
        }
        return new RedisConfig(
                uri,
                family,
                prefix,
                commandTimeout,
                keep,
                maxWaiting,
                maxWaitingBytes,
                streamLength,
                Optional.of(Authorities.read(authorities)),
                recovery);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RedisConfig[" + family + " " + prefix + "]";
    }
}
