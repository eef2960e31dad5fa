package xyz.anipub.chat.moderation;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import xyz.anipub.audit.AuditEntry;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Role;

/** What was done in a room, for its moderators. */
@SingletonBean
public class RoomAudit {

    private final Power power;
    private final Deeds audit;

    @Inject
    public RoomAudit(Power power, Deeds audit) {
        this.power = power;
        this.audit = audit;
    }

    /**
     * Newest first. Waits for the store.
     *
     * @param before the id of the last one of the page before
     * @throws xyz.anipub.chat.ChatException as {@link Power#require}
     */
    public List<AuditEntry> newest(RoomId room, Actor actor, Optional<String> before, int limit) {
        power.require(room, actor, Role.MODERATOR);
        return audit.newest(room, before, limit);
    }
}
