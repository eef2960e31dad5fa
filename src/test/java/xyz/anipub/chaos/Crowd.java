package xyz.anipub.chaos;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;

/** The people of a run, all of them members of the same rooms: senders of all {@linkplain Sender.Way ways} and listeners. */
final class Crowd implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int ROOMS = 3;
    private static final List<List<String>> TRANSPORTS =
            List.of(List.of("websocket"), List.of("polling"), List.of("polling", "websocket"));

    private final Person host;
    private final List<String> rooms = new ArrayList<>();
    private final List<Sender> senders = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();

    /**
     * Registers and connects them.
     *
     * @param pause the longest between two messages of a sender
     */
    Crowd(URI entrance, Random random, int senders, int listeners, Duration pause) {
        ChatApi api = new ChatApi(entrance);
        host = Person.register(api, "Host");
        for (int i = 0; i < ROOMS; i++) {
            rooms.add(host.createRoom());
        }
        for (int i = 0; i < senders; i++) {
            Sender.Way way = Sender.Way.values()[i % Sender.Way.values().length];
            this.senders.add(new Sender(member(api), way, rooms, random.nextLong(), pause));
        }
        for (int i = 0; i < listeners; i++) {
            this.listeners.add(new Listener(member(api), rooms, TRANSPORTS.get(i % TRANSPORTS.size())));
        }
    }

    private Person member(ChatApi api) {
        Person person = Person.register(api, "Member");
        rooms.forEach(person::join);
        return person;
    }

    /** Somebody who neither sends nor listens. */
    Person host() {
        return host;
    }

    List<String> rooms() {
        return rooms;
    }

    List<Sender> senders() {
        return senders;
    }

    List<Listener> listeners() {
        return listeners;
    }

    Stream<Sent> sent() {
        return senders.stream().flatMap(sender -> sender.sent().stream());
    }

    /** Everybody connects anew, as evenly as can be over the nodes that the balancer knows by these names. */
    void spreadOver(List<String> nodes) {
        Map<Line, Integer> before = new HashMap<>();
        // Each way of sending, and each transport, on each node.
        for (int i = 0; i < senders.size(); i++) {
            move(senders.get(i).line(), nodes.get(i / Sender.Way.values().length % nodes.size()), before);
        }
        for (int i = 0; i < listeners.size(); i++) {
            move(listeners.get(i).line(), nodes.get(i / TRANSPORTS.size() % nodes.size()), before);
        }
        before.forEach((line, connections) -> await().atMost(PATIENCE).until(() -> line.connections() > connections));
    }

    private static void move(Line line, String node, Map<Line, Integer> before) {
        before.put(line, line.connections());
        line.moveTo(node);
    }

    /**
     * All send until it happens, while it happens, and until each of them is answered again; then all listeners have come
     * back.
     *
     * @return when it was over
     */
    Instant sendThrough(Fault fault, Happening happening) throws InterruptedException {
        return sendThrough(fault.afterAcknowledged(), () -> {
            LockSupport.parkNanos(fault.delay().toNanos());
            System.out.printf("Chaos: %s %s%n", Instant.now(), fault);
            happening.happen();
        });
    }

    /** The same, after so many messages have been acknowledged. */
    Instant sendThrough(int afterAcknowledged, Happening happening) throws InterruptedException {
        awaitListeners();
        senders.forEach(Sender::resume);
        long enough = acknowledged() + afterAcknowledged;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> acknowledged() >= enough);
        happening.happen();
        Instant over = Instant.now();
        awaitAnswers();
        for (Sender sender : senders) {
            sender.pause();
        }
        awaitListeners();
        return over;
    }

    /** Until each of the senders, who send, is answered again, and once more. */
    void awaitAnswers() {
        Map<Sender, Long> before = senders.stream().collect(toMap(sender -> sender, Sender::acknowledged));
        before.forEach((sender, acknowledged) ->
                await(sender.person().name()).atMost(PATIENCE).until(() -> sender.acknowledged() >= acknowledged + 2));
    }

    /** The sockets of those who were last on the node that the balancer knows by this name. */
    Set<String> socketsOn(String node) {
        return lines().filter(line -> line.node().equals(node)).map(Line::id).collect(toSet());
    }

    /** Until they have entered all rooms, and fetched what they missed. */
    void awaitListeners() {
        await().atMost(PATIENCE).until(() -> listeners.stream().allMatch(Listener::isComplete));
    }

    long acknowledged() {
        return senders.stream().mapToLong(Sender::acknowledged).sum();
    }

    /** The requests of theirs that have failed. */
    Stream<String> failures() {
        return lines().flatMap(line -> line.failures().stream());
    }

    void forgetFailures() {
        lines().forEach(line -> line.failures().clear());
    }

    private Stream<Line> lines() {
        return Stream.concat(
                senders.stream().map(Sender::line), listeners.stream().map(Listener::line));
    }

    /** The sockets that are in all rooms, each with its user's id, while nobody sends. */
    Map<String, String> present() {
        Map<String, String> present = new HashMap<>();
        senders.forEach(each ->
                each.presence().ifPresent(id -> present.put(id, each.person().id())));
        listeners.forEach(each ->
                each.presence().ifPresent(id -> present.put(id, each.person().id())));
        return present;
    }

    @Override
    public void close() {
        senders.forEach(Sender::close);
        listeners.forEach(Listener::close);
    }

    /** What happens to the server; returns when it is over. */
    interface Happening {
        void happen() throws InterruptedException;
    }
}
