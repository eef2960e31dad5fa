package xyz.anipub.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * People in one room, or evenly in several. Of each room the first one talks, room after room; everybody in it reads that,
 * himself included.
 */
final class Crowd implements Swarm.Listener {

    /** Characters of a message's content; with it a message of the guide's is some 250 bytes. */
    static final int CONTENT = 80;

    /** How many messages can be under way. */
    private static final int RING = 1 << 16;

    /** What is due within less time is sent together, so that waiting for it does not take a processor. */
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Swarm swarm;
    private final List<String> rooms;
    private final List<Connection> members;
    private final int inRoom;
    private final int contentSize;
    private final long[] dueAt = new long[RING];
    private final int[] missing = new int[RING];
    private Meter meter;
    private int readers;
    private long sent;
    private int inFlight;
    private int guess;

    /** Lets connected people into rooms and returns when everybody is in. */
    Crowd(Swarm swarm, List<Connection> members, List<String> rooms, int contentSize) {
        this.swarm = swarm;
        this.members = members;
        this.rooms = rooms;
        this.contentSize = contentSize;
        inRoom = members.size() / rooms.size();
        readers = inRoom;
        meter = new Meter(swarm.target());
        enter();
        swarm.listen(this);
    }

    /** Rooms that nobody is in. */
    static List<String> newRooms(Target target, int count) {
        return Stream.generate(target::newRoom).limit(count).toList();
    }

    /** From now on so many of the last members do not read, and nobody counts on them. */
    void stopReading(int count) {
        readers = inRoom - count;
        // One that does not read may be put out.
        swarm.tolerateClosing();
        members.subList(readers, inRoom).forEach(member -> member.reading(false));
    }

    /** Talks for a while without a pause, with so many messages under way at any moment. */
    Meter saturate(int atOnce, Duration time) {
        return measure(() -> {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                while (inFlight < atOnce) {
                    send(System.nanoTime());
                }
                swarm.poll(10);
                swarm.checkStall(inFlight + " messages to be delivered");
            }
        });
    }

    /** Talks at a fixed rate, whether or not it is heard in time. A late generator does not flatter a server. */
    Meter pace(int perSecond, Duration time) {
        int together = (int) Math.max(1, perSecond * SHORTEST_PAUSE / TimeUnit.SECONDS.toNanos(1));
        long pause = TimeUnit.SECONDS.toNanos(together) / perSecond;
        return measure(() -> {
            long end = System.nanoTime() + time.toNanos();
            for (long due = System.nanoTime() + pause; due < end; due += pause) {
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    // Waiting is exact to a millisecond, and the rest is spent looking.
                    swarm.poll(TimeUnit.NANOSECONDS.toMillis(left));
                }
                for (int i = 0; i < together; i++) {
                    send(due);
                }
                swarm.checkStall(inFlight + " messages to be delivered");
            }
        });
    }

    /** Says a number of messages, a few at a time, and waits until the readers have them. */
    void say(int messages, int atOnce) {
        long end = sent + messages;
        swarm.until("deliveries", () -> {
            while (sent < end && inFlight < atOnce) {
                send(System.nanoTime());
            }
            return sent == end && inFlight == 0;
        });
    }

    private Meter measure(Runnable talking) {
        swarm.progressed(System.nanoTime());
        meter = new Meter(swarm.target());
        talking.run();
        meter.stop();
        swarm.until("the last deliveries", () -> inFlight == 0);
        return meter;
    }

    private void send(long due) {
        if (inFlight == RING) {
            throw new StallException(swarm.target().name() + ": " + RING + " messages are under way");
        }
        int slot = (int) (sent & RING - 1);
        dueAt[slot] = due;
        missing[slot] = readers;
        inFlight++;
        int speaker = (int) (sent % rooms.size()) * inRoom;
        members.get(speaker).emit("send_message", message(speaker, Wire.mark(sent)));
        sent++;
    }

    /** The guide's payload of a message to a member's room. @param mark what its content begins with */
    String message(int member, String mark) {
        Person sender = members.get(member).person();
        return "{\"roomId\":\"%s\",\"userId\":\"%s\",\"senderName\":\"%s\",\"content\":\"%s\",\"timestamp\":\"%s\"}"
                .formatted(
                        room(member),
                        sender.id(),
                        sender.name(),
                        mark + "x".repeat(contentSize - mark.length()),
                        Instant.now());
    }

    private String room(int member) {
        return rooms.get(member / inRoom);
    }

    @Override
    public void delivered(Connection to, ByteBuffer buffer, int from, int end, long now) {
        int at = Wire.findMark(buffer, from, end, guess);
        guess = at - from;
        int slot = Wire.markedNumber(buffer, at) & RING - 1;
        meter.count(dueAt[slot], now, end - from);
        swarm.progressed(now);
        if (--missing[slot] == 0) {
            inFlight--;
        }
    }

    private void enter() {
        List<Connection> entered = new ArrayList<>();
        int[] asked = {0};
        swarm.until("people to enter", () -> {
            while (asked[0] < members.size() && asked[0] - entered.size() < Swarm.AT_ONCE) {
                join(asked[0]++, entered);
            }
            return entered.size() == members.size();
        });
    }

    private void join(int member, List<Connection> entered) {
        Connection connection = members.get(member);
        Person person = connection.person();
        String json = "{\"roomId\":\"%s\",\"userId\":\"%s\",\"userName\":\"%s\"}"
                .formatted(room(member), person.id(), person.name());
        connection.ask("join_room", json, now -> entered.add(connection));
    }
}
