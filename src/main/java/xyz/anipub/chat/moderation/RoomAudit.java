package xyz.anipub.chat.moderation;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import xyz.anipub.audit.AuditEntry;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Role;

/** What was done in a room, for its moderators, and anywhere, for the site's admins. */
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

    /**
     * All that was done on this site, newest first, for its admins. What was said in a room that is private, or gone, is left out: of
     * those they read what was reported.
     *
     * @param before the id of the last one of the page before
     * @throws ChatException {@code forbidden} to all others
     */
    public List<AuditEntry> newest(Actor actor, Optional<String> before, int limit) {
        if (!actor.admin()) {
            throw new ChatException(ErrorCode.FORBIDDEN, "Only admins of the site may do this.");
        }
        return audit.newest(before, limit).stream().map(this::discreet).toList();
    }

    private AuditEntry discreet(AuditEntry entry) {
        boolean isHidden = entry.deed().text().isPresent()
                && entry.deed()
                        .room()
                        .flatMap(RoomId::parse)
                        .flatMap(power::known)
                        .filter(room -> !room.policy().isPrivate())
                        .isEmpty();
        return isHidden ? new AuditEntry(entry.id(), entry.at(), entry.deed().taking("")) : entry;
    }
}
