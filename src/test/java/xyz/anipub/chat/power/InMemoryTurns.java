package xyz.anipub.chat.power;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns in a map, with the promises of the port. */
public class InMemoryTurns implements TurnRepository {

    private final Map<List<Object>, Turn> last = new HashMap<>();

    private static List<Object> key(Turn turn) {
        return List.of(turn.room(), turn.user());
    }

    @Override
    public synchronized Optional<Turn> take(Turn turn, Duration interval) {
        Turn before = last.get(key(turn));
        if (before != null && before.at().isAfter(turn.at().minus(interval))) {
            return Optional.of(before);
        }
        last.put(key(turn), turn);
        return Optional.empty();
    }

    @Override
    public synchronized boolean replace(Turn before, Turn turn) {
        return last.replace(key(turn), before, turn);
    }

    @Override
    public synchronized void giveBack(Turn turn) {
        last.remove(key(turn), turn);
    }

    @Override
    public synchronized void removeBefore(Instant time) {
        last.values().removeIf(turn -> turn.at().isBefore(time));
    }
}
