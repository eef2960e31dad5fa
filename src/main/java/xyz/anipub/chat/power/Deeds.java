package xyz.anipub.chat.power;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.audit.AuditEntry;
import xyz.anipub.audit.AuditLog;
import xyz.anipub.audit.AuditUnavailableException;
import xyz.anipub.audit.Deed;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreAwayException;

/** The audit as the chat uses it: what is done in rooms. Fails as the chat's stores do; then nothing may be done. */
@SingletonBean
public class Deeds {

    private final AuditLog audit;

    @Inject
    public Deeds(AuditLog audit) {
        this.audit = audit;
    }

    /** What somebody does in a room, to be completed and {@linkplain #add written down}. */
    public static Deed of(Actor actor, String action, RoomId room) {
        return Deed.of(actor.id().value(), action).in(room.value());
    }

    /**
     * Writes down what is about to be done.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away
     */
    public void add(Deed deed) {
        ask(() -> {
            audit.add(deed);
            return null;
        });
    }

    /**
     * What was done in a room, newest first.
     *
     * @param before the id of the last one of the page before
     * @throws xyz.anipub.chat.UnavailableException if the store is away
     */
    public List<AuditEntry> newest(RoomId room, Optional<String> before, int limit) {
        return ask(() -> audit.newest(Optional.of(room.value()), before, limit));
    }

    /** The same of all that was done anywhere. */
    public List<AuditEntry> newest(Optional<String> before, int limit) {
        return ask(() -> audit.newest(Optional.empty(), before, limit));
    }

    private static <T extends @Nullable Object> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (AuditUnavailableException away) {
            throw new StoreAwayException("The database cannot be reached: try again in a moment.", away);
        }
    }
}
