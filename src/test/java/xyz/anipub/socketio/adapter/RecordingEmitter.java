package xyz.anipub.socketio.adapter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.packet.Packet;

/** Keeps who would have been sent what, {@code "event>sid"} or {@code "event>sid volatile"}, and been disconnected. */
public final class RecordingEmitter implements SocketEmitter {

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private boolean isHolding;
    private Runnable whenReady = () -> {};
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> disconnected = new CopyOnWriteArrayList<>();

    @Override
    public Runnable queue(List<Delivery> deliveries, List<Receiver> receivers) {
        List<String> lines = new ArrayList<>();
        receivers.forEach(receiver -> deliveries.forEach(
                each -> lines.add(((RecordedDelivery) each).line(((RecordedReceiver) receiver).sid()))));
        sent.addAll(lines);
        return () -> {};
    }

    @Override
    public Receiver receiver(String sid) {
        asked.add(sid);
        return new RecordedReceiver(sid, this);
    }

    private record RecordedReceiver(String sid, RecordingEmitter emitter) implements Receiver {

        @Override
        public boolean isGone() {
            return !emitter.isConnected(sid);
        }
    }

    @Override
    public void ask(Packet.Event event, Collection<String> sids, EventFlags flags, AckCollector answers) {
        answers.asked(sids.size());
        queue(List.of(prepare(event, flags)), sids.stream().map(this::receiver).toList());
    }

    @Override
    public Delivery prepare(Packet.Event event, EventFlags flags) {
        return new RecordedDelivery(event.name(), flags, "", () -> whenReady.run());
    }

    @Override
    public boolean isConnected(String sid) {
        return !gone.contains(sid);
    }

    /** The socket's end has begun, though it takes part still. */
    public void gone(String sid) {
        gone.add(sid);
    }

    @Override
    public long nextAckId() {
        return 1;
    }

    @Override
    public void execute(Runnable task) {
        if (isHolding) {
            held.add(task);
        } else {
            task.run();
        }
    }

    /** From now on tasks wait for {@link #runTask}. */
    public void holdTasks() {
        isHolding = true;
    }

    /** Runs the oldest task that waits; false if there is none. */
    public boolean runTask() {
        Runnable task = held.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    /** From now on hears of each event that is encoded for a client that comes back. */
    public void onReady(Runnable watcher) {
        whenReady = watcher;
    }

    @Override
    public Optional<StoredSession> session(String sid) {
        return Optional.empty();
    }

    @Override
    public Optional<SocketDetails> describe(String sid) {
        return Optional.of(new SocketDetails(sid, Set.of(sid), Map.of(), Map.of()));
    }

    @Override
    public void disconnect(String sid, boolean close) {
        disconnected.add(sid + (close ? " close" : ""));
    }

    @Override
    public boolean intercepts(List<Packet.Event> events, BroadcastOptions options, Runnable now) {
        return false;
    }

    @Override
    public void serverEvent(Packet.Event event, @Nullable Consumer<Packet.Ack> answer) {
        throw new UnsupportedOperationException();
    }

    /** What was sent since the last call. For one thread. */
    public List<String> takeSent() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    /** Who was looked for, as often as that was. */
    public List<String> asked() {
        return asked;
    }

    public List<String> disconnected() {
        return disconnected;
    }

    /** {@code "event@offset>sid"} in {@link #takeSent}; as large as its name is long. */
    private record RecordedDelivery(String name, EventFlags flags, String offset, Runnable whenReady)
            implements Delivery {

        @Override
        public Delivery withOffset(String changed) {
            return new RecordedDelivery(name, flags, changed, whenReady);
        }

        @Override
        public Delivery kept() {
            return this;
        }

        @Override
        public boolean says(Predicate<String> question) {
            return question.test(name);
        }

        @Override
        public Delivery ready() {
            whenReady.run();
            return this;
        }

        @Override
        public int packets() {
            return 1;
        }

        @Override
        public long size() {
            return name.length();
        }

        String line(String sid) {
            return name + ">" + sid + (flags.isVolatile() ? " volatile" : "");
        }

        @Override
        public String toString() {
            return name + "@" + offset;
        }
    }
}
