package xyz.anipub.chat.invite;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * Who has been asked into which room, and has said what: one document for each room and person, so that there are never more than
 * people were asked. Waits and fails as {@link InvitationRepository}.
 */
public interface AskedRepository {

    /** What became of asking somebody. */
    enum Outcome {
        /** It is stored, and news. */
        ASKED,
        /** Somebody has asked before, and there was no answer yet. */
        PENDING,
        /** That person has declined lately. */
        DECLINED
    }

    /**
     * Asks somebody; of two who ask at the same time, one does.
     *
     * @param declinedBefore who has declined before that may be asked again
     */
    Outcome ask(Asked asked, Instant declinedBefore);

    /** Takes back an asking that was stored just now. */
    void takeBack(Asked asked);

    /** That somebody was asked and has not answered. */
    Optional<Asked> find(RoomId room, UserId user);

    /**
     * Answers, once: of two answers at the same time, one counts.
     *
     * @return the asking that was answered; empty if there is none
     */
    Optional<Asked> answer(RoomId room, UserId user, boolean accepted, Instant now);

    /** Those which somebody has not answered, newest first. */
    List<Asked> pending(UserId user, int limit);

    long countPending(UserId user);

    /** How many people somebody has asked since then. */
    long countBy(UserId by, Instant since);
}
