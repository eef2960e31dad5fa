package xyz.anipub.chat.moderation;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.Owners;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.Sanction;
import xyz.anipub.chat.power.SanctionRepository;
import xyz.anipub.chat.room.PowerChanges;
import xyz.anipub.chat.room.RoomService;

/**
 * Puts people out of rooms, keeps them out, and keeps them from posting. What it decides counts on all nodes when it returns.
 *
 * <p>Each is first written to the audit, then as a row of its own, and only then acts: so whoever joins at the same moment finds
 * the row, and whoever repeats what was not answered ends what was left. Of two who decide different things about one person at the same
 * moment the row that was written last holds. All methods wait for the store, and fail as {@link Power#requireOver} does.
 */
@SingletonBean
public class Sanctions {

    private final Power power;
    private final SanctionRepository store;
    private final Owners owners;
    private final RoomService rooms;
    private final MembershipListener listener;
    private final PowerChanges changes;
    private final Deeds audit;
    private final ModerationRules rules;

    @Inject
    public Sanctions(
            Power power,
            SanctionRepository store,
            Owners owners,
            RoomService rooms,
            MembershipListener listener,
            PowerChanges changes,
            Deeds audit,
            ModerationRules rules) {
        this.power = power;
        this.store = store;
        this.owners = owners;
        this.rooms = rooms;
        this.listener = listener;
        this.changes = changes;
        this.audit = audit;
        this.rules = rules;
    }

    /**
     * Ends a membership, and for a while keeps its user from joining again; twice is no error.
     *
     * @throws MemberNotFoundException if the user is no member and was not put out a short while ago
     */
    public void kick(RoomId room, Actor actor, UserId target, String reason) {
        Instant now = power.now();
        String why = rules.reason(reason);
        power.requireOver(room, actor, target);
        boolean isMember = rooms.isMember(room, target);
        if (!isMember && store.find(Sanction.Kind.KICK, room, target, now).isEmpty()) {
            throw new MemberNotFoundException();
        }
        owners.requireOther(room, target);
        if (isMember) {
            write(Sanction.Kind.KICK, new Sanction(room, target, now.plus(rules.kickTime()), why, actor.id(), now));
        }
        putOut(room, target);
    }

    /**
     * Keeps somebody from reading and joining a room, who may be a member and is none any more then.
     *
     * @param until empty for ever
     */
    public void ban(RoomId room, Actor actor, UserId target, Optional<String> until, String reason) {
        Sanction sanction = sanction(room, actor, target, until, reason);
        power.requireOver(room, actor, target);
        owners.requireOther(room, target);
        write(Sanction.Kind.BAN, sanction);
        try {
            putOut(room, target);
        } finally {
            // It is written: no node lets pass what it forbids, whatever stopped the rest.
            changes.publish(room);
        }
    }

    /** Lets somebody read and join again; twice is no error. */
    public void unban(RoomId room, Actor actor, UserId target) {
        takeBack(Sanction.Kind.BAN, room, actor, target);
    }

    /**
     * Keeps somebody from posting, reacting and typing.
     *
     * @param until empty for ever
     */
    public void mute(RoomId room, Actor actor, UserId target, Optional<String> until, String reason) {
        Sanction sanction = sanction(room, actor, target, until, reason);
        power.requireOver(room, actor, target);
        write(Sanction.Kind.MUTE, sanction);
        changes.publish(room);
        listener.standingChanged(room, target);
    }

    /** Lets somebody post again; twice is no error. */
    public void unmute(RoomId room, Actor actor, UserId target) {
        takeBack(Sanction.Kind.MUTE, room, actor, target);
        listener.standingChanged(room, target);
    }

    /** The bans or mutes of a room, for its moderators. */
    public List<Sanction> all(Sanction.Kind kind, RoomId room, Actor actor) {
        power.require(room, actor, Role.MODERATOR);
        return store.all(kind, room, power.now());
    }

    private Sanction sanction(RoomId room, Actor actor, UserId target, Optional<String> until, String reason) {
        Instant now = power.now();
        Instant end = until.map(text -> ModerationRules.until(text, now)).orElse(Instant.MAX);
        return new Sanction(room, target, end, rules.reason(reason), actor.id(), now);
    }

    private void write(Sanction.Kind kind, Sanction sanction) {
        record(word(kind), sanction.room(), Actor.of(sanction.by()), sanction.user(), sanction.reason());
        store.put(kind, sanction);
    }

    private void takeBack(Sanction.Kind kind, RoomId room, Actor actor, UserId target) {
        power.requireToRelieve(room, actor, target);
        if (store.find(kind, room, target, power.now()).isPresent()) {
            record("un" + word(kind), room, actor, target, "");
        }
        store.remove(kind, room, target);
        changes.publish(room);
    }

    private static String word(Sanction.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void record(String action, RoomId room, Actor by, UserId target, String reason) {
        audit.add(Deeds.of(by, action, room).to(target.value()).because(reason));
    }

    private void putOut(RoomId room, UserId target) {
        // Somebody may have made the user an owner a moment ago.
        owners.remove(room, target);
        rooms.putOut(room, target);
        // Last: who makes one at this moment asks afterwards whether that is still allowed.
        store.endInvitations(room, target);
    }
}
