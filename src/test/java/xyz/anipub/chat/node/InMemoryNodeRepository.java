package xyz.anipub.chat.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Beats in a map, endings in a list. */
public final class InMemoryNodeRepository implements NodeRepository {

    private final Map<NodeId, Long> beats = new HashMap<>();
    private final Map<NodeId, Long> followed = new HashMap<>();
    private final List<Ended> endings = new ArrayList<>();
    private NodeId chores = NodeId.NONE;
    private final Map<NodeId, Duration> ahead = new HashMap<>();
    private Runnable trip = () -> {};

    /** What happens while a beat is on its way, from now on. */
    public synchronized void trip(Runnable what) {
        trip = what;
    }

    /** The store's clock is ahead of that of a node from now on. */
    public synchronized void ahead(NodeId node, Duration time) {
        ahead.put(node, time);
    }

    @Override
    public synchronized Beats beat(NodeId node, OptionalLong mark) {
        trip.run();
        beats.merge(node, 1L, Long::sum);
        mark.ifPresent(number -> followed.put(node, number));
        return new Beats(Map.copyOf(beats), endings.size(), chores, ahead.getOrDefault(node, Duration.ZERO));
    }

    @Override
    public synchronized void forget(NodeId node, long count) {
        beats.remove(node, count);
    }

    @Override
    public synchronized long end(NodeId by, Ending ending) {
        endings.add(new Ended(by, ending));
        return endings.size();
    }

    @Override
    public synchronized Optional<List<Ended>> endingsAfter(long number) {
        long missing = endings.size() - number;
        return missing < 0 || missing > KEPT
                ? Optional.empty()
                : Optional.of(List.copyOf(endings.subList((int) number, endings.size())));
    }

    @Override
    public synchronized Map<NodeId, Mark> followed() {
        Map<NodeId, Mark> marks = new HashMap<>();
        followed.forEach((node, ending) -> {
            if (beats.containsKey(node)) {
                marks.put(node, new Mark(ending, beats.get(node)));
            }
        });
        return marks;
    }

    @Override
    public synchronized void followed(NodeId node, long number) {
        followed.put(node, number);
    }

    @Override
    public synchronized void unfollow(NodeId node) {
        followed.remove(node);
    }

    @Override
    public synchronized void takeChores(NodeId node, NodeId former) {
        if (chores.equals(former) && !beats.containsKey(former)) {
            chores = node;
        }
    }

    /** As if somebody had emptied the database. */
    synchronized void clear() {
        beats.clear();
        followed.clear();
        endings.clear();
        chores = NodeId.NONE;
    }

    synchronized int size() {
        return beats.size();
    }
}
