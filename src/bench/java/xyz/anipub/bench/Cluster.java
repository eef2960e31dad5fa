package xyz.anipub.bench;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import xyz.anipub.socketio.adapter.redis.TestRedis;

/** Two nodes, joined by a Redis of their own, whose processor time is counted for neither. Connections go to them in turn. */
final class Cluster implements Target {

    private final Contestant contestant;
    private final TestRedis redis;
    private final List<Target> nodes;
    private int connections;

    /** @param nodes two, closed with this */
    Cluster(Contestant contestant, TestRedis redis, List<Target> nodes) {
        this.contestant = contestant;
        this.redis = redis;
        this.nodes = List.copyOf(nodes);
    }

    private Target first() {
        return nodes.get(0);
    }

    @Override
    public String name() {
        return contestant.label();
    }

    /** Of the node whose turn it is. */
    @Override
    public int port() {
        return nodes.get(connections++ % nodes.size()).port();
    }

    @Override
    public String path() {
        return first().path();
    }

    @Override
    public String echoPath() {
        return first().echoPath();
    }

    /** A store that both share counts once. */
    @Override
    public List<Long> pids() {
        return nodes.stream().flatMap(node -> node.pids().stream()).distinct().toList();
    }

    @Override
    public String auth(Person person) {
        return first().auth(person);
    }

    @Override
    public Optional<String> bearer(Person person) {
        return first().bearer(person);
    }

    @Override
    public String post(Person person, String content, UUID clientId) {
        return first().post(person, content, clientId);
    }

    @Override
    public void becomeMember(String room, Person person) {
        first().becomeMember(room, person);
    }

    @Override
    public String newRoom() {
        return first().newRoom();
    }

    @Override
    public long liveBytes() {
        return nodes.stream().mapToLong(Target::liveBytes).sum();
    }

    @Override
    public void measuring(String label, boolean begins) {
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).measuring(label + " " + (i + 1), begins);
        }
    }

    @Override
    public void close() {
        nodes.forEach(Target::close);
        redis.close();
    }
}
