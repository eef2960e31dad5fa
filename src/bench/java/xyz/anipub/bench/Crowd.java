package xyz.anipub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** People in one room, the first of whom talks; everybody reads it, himself included. */
final class Crowd implements Swarm.Listener {

    /** How many messages can be under way. */
    private static final int RING = 1 << 16;

    private static final long LONGEST = Duration.ofMinutes(2).toNanos();

    private final Swarm swarm;
    private final String room;
    private final List<Connection> members;
    private final int contentSize;
    private final long[] sentAt = new long[RING];
    private final int[] missing = new int[RING];
    private Histogram latencies = new Histogram(LONGEST, 3);
    private int readers;
    private long measuredFrom;
    private long sent;
    private int inFlight;
    private long deliveries;
    private long bytes;
    private int guess;

    /** Lets connected people into a new room and returns when everybody is in. */
    Crowd(Swarm swarm, List<Connection> members, int contentSize) {
        this.swarm = swarm;
        this.members = members;
        this.contentSize = contentSize;
        room = swarm.target().newRoom();
        readers = members.size();
        enter();
        swarm.listen(this);
    }

    Target target() {
        return swarm.target();
    }

    /** From now on so many of the last members do not read, and nobody counts on them. */
    void stopReading(int count) {
        readers = members.size() - count;
        // One that does not read may be put out.
        swarm.tolerateClosing();
        members.subList(readers, members.size()).forEach(member -> member.reading(false));
    }

    /** Talks without a pause, with so many messages under way at any moment, and measures after the warm-up. */
    Figures saturate(String label, int atOnce, WarmUp warmUp, Duration measured) {
        warmUp.run(time -> talk(atOnce, System.nanoTime() + time.toNanos()));
        return measure(label, () -> talk(atOnce, System.nanoTime() + measured.toNanos()));
    }

    /** Talks at a fixed rate, whether or not it is heard in time, and measures after the warm-up. */
    Figures pace(String label, int perSecond, WarmUp warmUp, Duration measured) {
        warmUp.run(time -> talkEvery(1_000_000_000L / perSecond, System.nanoTime() + time.toNanos()));
        return measure(label, () -> talkEvery(1_000_000_000L / perSecond, System.nanoTime() + measured.toNanos()));
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

    private Figures measure(String label, Runnable talking) {
        latencies = new Histogram(LONGEST, 3);
        deliveries = 0;
        bytes = 0;
        swarm.target().measuring(label, true);
        double cpu = Cpu.secondsOf(swarm.target().pid());
        double ownCpu = Cpu.secondsOfThisThread();
        measuredFrom = System.nanoTime();
        talking.run();
        double seconds = (System.nanoTime() - measuredFrom) / 1e9;
        double cpuSeconds = Cpu.secondsOf(swarm.target().pid()) - cpu;
        double ownCpuSeconds = Cpu.secondsOfThisThread() - ownCpu;
        long delivered = deliveries;
        long deliveredBytes = bytes;
        swarm.target().measuring(label, false);
        // Those that are late count, too.
        swarm.until("the last deliveries", () -> inFlight == 0);
        return new Figures(delivered, seconds, cpuSeconds, ownCpuSeconds, deliveredBytes, latencies.copy());
    }

    private void talk(int atOnce, long end) {
        swarm.progressed(System.nanoTime());
        while (System.nanoTime() < end) {
            while (inFlight < atOnce) {
                send(System.nanoTime());
            }
            swarm.poll(10);
            swarm.checkStall(inFlight + " messages to be delivered");
        }
    }

    /** Latency counts from the moment at which a message was due, so a late generator does not flatter a server. */
    private void talkEvery(long interval, long end) {
        swarm.progressed(System.nanoTime());
        for (long due = System.nanoTime() + interval; due < end; due += interval) {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                // Waiting is exact to a millisecond, and the rest is spent looking.
                swarm.poll(left / 1_000_000);
            }
            send(due);
            swarm.checkStall(inFlight + " messages to be delivered");
        }
    }

    private void send(long due) {
        if (inFlight == RING) {
            throw new StallException(swarm.target().name() + ": " + RING + " messages are under way");
        }
        int slot = (int) (sent & RING - 1);
        sentAt[slot] = due;
        missing[slot] = readers;
        inFlight++;
        Connection speaker = members.get(0);
        try {
            speaker.emit("send_message", message(speaker.person(), Wire.mark(sent)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sent++;
    }

    /** The guide's payload of a message to this room. @param mark what its content begins with */
    String message(Person sender, String mark) {
        return "{\"roomId\":\"%s\",\"userId\":\"%s\",\"senderName\":\"%s\",\"content\":\"%s\",\"timestamp\":\"%s\"}"
                .formatted(
                        room, sender.id(), sender.name(), mark + "x".repeat(contentSize - mark.length()), Instant.now());
    }

    @Override
    public void delivered(Connection to, ByteBuffer buffer, int from, int end, long now) {
        int at = Wire.findMark(buffer, from, end, guess);
        guess = at - from;
        int slot = Wire.markedNumber(buffer, at) & RING - 1;
        deliveries++;
        bytes += end - from;
        swarm.progressed(now);
        if (sentAt[slot] >= measuredFrom) {
            latencies.recordValue(now - sentAt[slot]);
        }
        if (--missing[slot] == 0) {
            inFlight--;
        }
    }

    private void enter() {
        List<Connection> entered = new ArrayList<>();
        int[] asked = {0};
        swarm.until("people to enter", () -> {
            while (asked[0] < members.size() && asked[0] - entered.size() < Swarm.AT_ONCE) {
                join(members.get(asked[0]++), entered);
            }
            return entered.size() == members.size();
        });
    }

    private void join(Connection member, List<Connection> entered) {
        Person person = member.person();
        String json = "{\"roomId\":\"%s\",\"userId\":\"%s\",\"userName\":\"%s\"}"
                .formatted(room, person.id(), person.name());
        try {
            member.ask("join_room", json, now -> entered.add(member));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
