package xyz.anipub.chat.power;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.node.LiveNodes;

/**
 * Who may become a member, as far as bans and kicks say, and who may leave. Asks the store each time, so that a ban and a join at the same moment
 * find each other: the ban is written before the membership is ended, and a join asks again when its membership stands.
 */
@SingletonBean
public class Admission {

    private final SanctionRepository sanctions;
    private final Owners owners;
    private final Clock clock;

    @Inject
    public Admission(SanctionRepository sanctions, Owners owners, LiveNodes nodes, Clock clock) {
        this(sanctions, owners, nodes.byStore(clock));
    }

    /** @param clock the store's, see {@link Power#now} */
    public Admission(SanctionRepository sanctions, Owners owners, Clock clock) {
        this.sanctions = sanctions;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * Lets pass who is neither banned nor was put out a short while ago.
     *
     * @throws RestrictedException {@code banned} or {@code kicked}
     */
    public void require(RoomId room, UserId user) {
        refuse(Sanction.Kind.BAN, room, user, ErrorCode.BANNED, "You are banned from this room");
        refuse(Sanction.Kind.KICK, room, user, ErrorCode.KICKED, "You were put out of this room: you cannot join it");
    }

    /**
     * Lets go who wants to leave: an owner is none any more then.
     *
     * @throws xyz.anipub.chat.ChatException {@code last_owner} if nobody would own the room
     */
    public void release(RoomId room, UserId user) {
        owners.remove(room, user);
    }

    private void refuse(Sanction.Kind kind, RoomId room, UserId user, ErrorCode code, String sentence) {
        Instant now = clock.instant();
        sanctions.find(kind, room, user, now).ifPresent(sanction -> {
            throw new RestrictedException(code, sentence, sanction.until());
        });
    }
}
