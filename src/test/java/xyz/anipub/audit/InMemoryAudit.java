package xyz.anipub.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bson.types.ObjectId;

/** The audit in a list, with the promises of the port. */
public class InMemoryAudit implements AuditLog {

    private final List<AuditEntry> entries = new ArrayList<>();

    @Override
    public synchronized void add(Deed deed) {
        entries.add(new AuditEntry(new ObjectId().toHexString(), java.time.Instant.EPOCH, deed));
    }

    @Override
    public synchronized List<AuditEntry> newest(Optional<String> room, Optional<String> before, int limit) {
        List<AuditEntry> found = new ArrayList<>(entries.stream()
                .filter(each -> room.isEmpty() || each.deed().room().equals(room))
                .filter(each -> before.isEmpty() || each.id().compareTo(before.get()) < 0)
                .toList());
        Collections.reverse(found);
        return found.subList(0, Math.min(limit, found.size()));
    }

    @Override
    public synchronized long sweep() {
        return 0;
    }

    /** What was done, in its order: action and reason. */
    public synchronized List<String> deeds() {
        return entries.stream()
                .map(each -> each.deed().action()
                        + each.deed().reason().map(reason -> ": " + reason).orElse(""))
                .toList();
    }
}
