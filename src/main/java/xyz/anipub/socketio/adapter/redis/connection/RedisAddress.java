package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.RedisURI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where Redis is: one server ({@code redis://user:password@host:6379}), the Sentinels that name one ({@code
 * redis-sentinel://host1,host2#master}), or some servers of a cluster ({@code redis://user:password@host1:6379,host2:6379}, or each
 * with all of it).
 */
record RedisAddress(List<RedisURI> servers) {

    private static final String SERVER = "redis(s|\\+ssl|\\+tls)?://";
    private static final String BETWEEN_ADDRESSES = ",(?=" + SERVER + ")";

    /** @throws IllegalArgumentException if it is none; the message may hold the password */
    static RedisAddress parse(RedisConfig config) {
        String address = config.uri();
        List<RedisURI> servers = address.matches(SERVER + ".*")
                ? Arrays.stream(address.split(BETWEEN_ADDRESSES))
                        .flatMap(RedisAddress::hosts)
                        .map(RedisURI::create)
                        .toList()
                : List.of(RedisURI.create(address));
        servers.forEach(server -> {
            server.setTimeout(config.commandTimeout());
            // To say which library this is wants a right of its own, from Redis 7.2 on.
            server.setLibraryName("");
            server.setLibraryVersion("");
        });
        return new RedisAddress(servers);
    }

    /** What stands before the hosts and behind them is for each. */
    private static Stream<String> hosts(String address) {
        int begin = address.indexOf("://") + 3;
        String authority = address.substring(begin).split("[/?#]", 2)[0];
        String hosts = authority.substring(authority.lastIndexOf('@') + 1);
        int end = begin + authority.length();
        return Arrays.stream(hosts.split(","))
                .map(host -> address.substring(0, end - hosts.length()) + host + address.substring(end));
    }

    static boolean isWithTls(String address) {
        return address.matches("(rediss|redis\\+ssl|redis\\+tls|rediss-sentinel)://.*");
    }

    boolean isCluster() {
        return servers.size() > 1;
    }

    /** For the log: without user and password. */
    @Override
    public String toString() {
        RedisURI first = servers.get(0);
        if (first.getSentinelMasterId() != null) {
            return "Redis " + first.getSentinelMasterId() + " of the Sentinels at " + places(first.getSentinels());
        }
        return (isCluster() ? "Redis Cluster at " : "Redis at ") + places(servers);
    }

    private static String places(List<RedisURI> servers) {
        return servers.stream()
                .map(server -> server.getHost() + ":" + server.getPort())
                .collect(Collectors.joining(", "));
    }
}
