package xyz.anipub.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deeds in a list. */
public final class InMemoryAuditLog implements AuditLog {

    public final List<Deed> deeds = new ArrayList<>();

    /** Whether nothing can be written down. */
    public boolean away;

    /** What happens before something is written down. */
    public Runnable before = () -> {};

    @Override
    public synchronized void add(Deed deed) {
        if (away) {
            throw new AuditUnavailableException(new IllegalStateException("away"));
        }
        before.run();
        deeds.add(deed);
    }

    /** What was done to whom. */
    public synchronized List<String> actions() {
        return deeds.stream()
                .map(deed -> deed.action() + " " + deed.user().orElse(""))
                .map(String::strip)
                .toList();
    }

    @Override
    public List<AuditEntry> newest(Optional<String> room, Optional<String> before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long sweep() {
        throw new UnsupportedOperationException();
    }
}
