package xyz.anipub.chat.moderation;

import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.audit.AuditEntry;
import xyz.anipub.audit.Deed;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPower;

/** What was done in a room, for its moderators, and anywhere, for the site's admins. */
@SingletonBean
public class RoomAudit {

    private final Power power;
    private final Deeds audit;
    private final MessageRepository messages;

    @Inject
    public RoomAudit(Power power, Deeds audit, MessageRepository messages) {
        this.power = power;
        this.audit = audit;
        this.messages = messages;
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
     * All that was done on this site, newest first, for its admins. What was said in a room that is private, or gone, is left out, and what
     * was said in a public one while that was private: of those they read what was reported.
     *
     * @param before the id of the last one of the page before
     * @throws ChatException {@code forbidden} to all others
     */
    public List<AuditEntry> newest(Actor actor, Optional<String> before, int limit) {
        if (!actor.admin()) {
            throw new ChatException(ErrorCode.FORBIDDEN, "Only admins of the site may do this.");
        }
        Map<RoomId, Optional<RoomPolicy>> policies = new HashMap<>();
        return audit.newest(before, limit).stream()
                .map(entry -> isOpen(entry.deed(), policies)
                        ? entry
                        : new AuditEntry(entry.id(), entry.at(), entry.deed().taking("")))
                .toList();
    }

    /** @param policies those that were asked for already */
    private boolean isOpen(Deed deed, Map<RoomId, Optional<RoomPolicy>> policies) {
        return deed.text().isEmpty()
                || deed.room()
                        .flatMap(RoomId::parse)
                        .flatMap(room -> policies.computeIfAbsent(
                                room, asked -> power.known(asked).map(RoomPower::policy)))
                        .filter(policy -> !policy.isPrivate() && isOpen(deed, policy.publicFrom()))
                        .isPresent();
    }

    /** Whether the message, of which something is left when it was deleted, was written when the room was public. */
    private boolean isOpen(Deed deed, long publicFrom) {
        return publicFrom <= 1
                || deed.message()
                        .flatMap(MessageId::parse)
                        .flatMap(messages::find)
                        .filter(message -> message.seq() >= publicFrom)
                        .isPresent();
    }
}
