package xyz.anipub.chaos;

import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;

/**
 * Somebody who reads all rooms: enters them on each connection, and fetches then what it missed, as the contract tells
 * clients to. Its monitor guards what it has; its own thread enters and fetches.
 */
final class Listener implements AutoCloseable {

    private static final long AGAIN_MS = 100;

    private final Person person;
    private final List<String> rooms;
    private final Line line;
    private final ExecutorService fetching = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "listener");
        thread.setDaemon(true);
        return thread;
    });

    /** By room and seq, in either way of coming. */
    private final Map<String, TreeMap<Long, String>> known = new HashMap<>();

    private final Map<String, Set<String>> live = new HashMap<>();
    private final Set<String> doubled = new TreeSet<>();
    private final Map<String, Course> courses = new HashMap<>();
    private final List<Irregularity> irregular = new ArrayList<>();
    private int complete;

    /**
     * What came out of order, after a hole, or twice on one connection.
     *
     * @param node what the balancer calls the node that it came from
     * @param isHole whether it came in order, and something before it did not
     */
    record Irregularity(String node, boolean isHole, String text) {}

    Listener(Person person, List<String> rooms, List<String> transports) {
        this.person = person;
        this.rooms = rooms;
        rooms.forEach(room -> {
            known.put(room, new TreeMap<>());
            live.put(room, new TreeSet<>());
            courses.put(room, new Course());
        });
        line = new Line(person, transports);
        line.on("receive_message", this::receive).onConnect(this::begin).open();
    }

    private void begin() {
        int connection = line.connections();
        synchronized (this) {
            rooms.forEach(room -> courses.put(room, new Course()));
        }
        fetching.execute(() -> catchUp(connection));
    }

    private synchronized void receive(JsonObject message) {
        String room = message.getString("room");
        if (!live.get(room).add(message.getString("_id"))) {
            doubled.add(message.getString("_id"));
        }
        Course course = courses.get(room);
        long seq = message.getJsonNumber("seq").longValue();
        boolean isHole = seq > course.last();
        course.add(seq)
                .ifPresent(wrong -> irregular.add(new Irregularity(
                        line.node(),
                        isHole,
                        "%s: %s in room %s, connection %d of %s"
                                .formatted(Instant.now(), wrong, room, line.connections(), this))));
        know(message);
    }

    private synchronized void know(JsonObject message) {
        known.get(message.getString("room")).put(message.getJsonNumber("seq").longValue(), message.getString("_id"));
    }

    private void catchUp(int connection) {
        while (line.connections() == connection && line.isConnected()) {
            if (enteredAndFetchedAll(connection)) {
                synchronized (this) {
                    complete = connection;
                }
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AGAIN_MS));
        }
    }

    private boolean enteredAndFetchedAll(int connection) {
        try {
            for (String room : rooms) {
                JsonObject ack = line.ask("join_room", ChatApi.object("roomId", room));
                if (!ack.getBoolean("ok")) {
                    return false;
                }
                enter(connection, room, ack.getJsonNumber("lastSeq").longValue());
                if (!fetchedAll(room)) {
                    return false;
                }
            }
            return true;
        } catch (Line.LostException | UncheckedIOException gone) {
            return false;
        }
    }

    private synchronized void enter(int connection, String room, long lastSeq) {
        // It may have lost it since.
        if (line.connections() == connection) {
            courses.get(room).enter(lastSeq);
        }
    }

    private boolean fetchedAll(String room) {
        String path = Person.room(room) + "/messages?limit=200&after=" + wholeUpTo(room);
        while (!path.isEmpty()) {
            Reply page = person.get(path).send();
            if (page.status() != 200) {
                line.failed(page.toString());
                return false;
            }
            page.array().getValuesAs(JsonObject.class).forEach(this::know);
            path = page.link("next").orElse("");
        }
        return true;
    }

    /** The highest seq up to which it has everything. */
    private synchronized long wholeUpTo(String room) {
        long whole = 0;
        while (known.get(room).containsKey(whole + 1)) {
            whole++;
        }
        return whole;
    }

    Line line() {
        return line;
    }

    Person person() {
        return person;
    }

    /** The socket by which it is in the rooms. */
    Optional<String> presence() {
        return isComplete() ? Optional.of(line.id()) : Optional.empty();
    }

    /** Whether it is connected and has fetched what it missed. */
    synchronized boolean isComplete() {
        return line.isConnected() && complete == line.connections();
    }

    /** The ids of a room's messages that it has, by seq. */
    synchronized Map<Long, String> known(String room) {
        return Map.copyOf(known.get(room));
    }

    /** What has come live in a room on its connection. */
    synchronized Course course(String room) {
        return courses.get(room);
    }

    /** The first of what was irregular. */
    synchronized List<Irregularity> irregular() {
        return irregular.stream().limit(20).toList();
    }

    synchronized void forgetIrregular() {
        irregular.clear();
    }

    /** What was delivered to it more than once. */
    synchronized Set<String> doubled() {
        return Set.copyOf(doubled);
    }

    @Override
    public String toString() {
        return person.name() + " on " + line;
    }

    @Override
    public void close() {
        line.close();
        fetching.shutdownNow();
    }
}
