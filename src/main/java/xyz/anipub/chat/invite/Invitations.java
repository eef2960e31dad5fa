package xyz.anipub.chat.invite;

import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.RoomPower;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;

/**
 * Invitations by codes, which are handed on outside of the chat. Whoever has one that is good comes in, unless banned. All methods wait
 * for the store; see {@link InvitationRepository}.
 */
@SingletonBean
public class Invitations {

    private final InvitationRepository invitations;
    private final Inviters inviters;
    private final RoomService rooms;
    private final InvitationRules rules;
    private final Guesses guesses;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public Invitations(
            InvitationRepository invitations,
            Inviters inviters,
            RoomService rooms,
            InvitationRules rules,
            Guesses guesses) {
        this.invitations = invitations;
        this.inviters = inviters;
        this.rooms = rooms;
        this.rules = rules;
        this.guesses = guesses;
    }

    /**
     * Makes one. What is too many is taken back after it was stored, so that of several at the same time none stays beyond the limit.
     *
     * @param expires an ISO 8601 duration; empty for the usual one
     * @param uses how many may come in by it; empty for any number
     * @throws ChatException {@code room_not_found}, {@code not_a_member} or {@code forbidden} to who may not invite, {@code conflict} if
     *     the room has too many
     * @throws xyz.anipub.chat.InvalidFieldException if expiry or uses are out of range
     */
    public Made make(RoomId room, Actor actor, Optional<String> expires, Optional<Long> uses) {
        Instant now = now();
        Instant end = expires.map(text -> rules.expiry(now, text)).orElse(now.plus(rules.standardLife()));
        OptionalInt count = uses.map(given -> OptionalInt.of(rules.uses(given))).orElse(OptionalInt.empty());
        inviters.require(room, actor);
        InvitationCode code = InvitationCode.fresh(random);
        Invitation made = invitations.add(room, actor.id(), code.hash(), now, end, count);
        if (invitations.of(room, now).size() > rules.maxCodes()) {
            invitations.remove(room, made.id());
            throw new ChatException(ErrorCode.CONFLICT, "The room has too many invitations: delete one first.");
        }
        try {
            // Once more: whoever is put out loses the invitations that are there then.
            inviters.require(room, actor);
        } catch (ChatException noMore) {
            invitations.remove(room, made.id());
            throw noMore;
        }
        return new Made(code, made);
    }

    /** Those of a room that have not ended, newest first: to moderators all, to others their own. */
    public List<Invitation> of(RoomId room, Actor actor) {
        RoomPower found = inviters.require(room, actor);
        boolean all = inviters.seesAll(found, actor);
        return invitations.of(room, now()).stream()
                .filter(each -> all || each.by().equals(actor.id()))
                .toList();
    }

    /** Ends one of those that {@link #of} tells; twice is no error, nor is one that is not there. */
    public void delete(RoomId room, Actor actor, String id) {
        if (of(room, actor).stream().anyMatch(each -> each.id().equals(id))) {
            invitations.remove(room, id);
        }
    }

    /**
     * The room of a code, for who has it.
     *
     * @param address whence that comes
     * @throws InvitationNotFoundException if the code is wrong, used up or expired, all the same
     * @throws xyz.anipub.chat.power.RestrictedException {@code banned} or {@code kicked}
     * @throws xyz.anipub.chat.TooFastException if too many codes were wrong
     */
    public Room preview(String code, Member member, String address) {
        return guesses.counted(member.id(), address, () -> room(good(code, member.id()), member));
    }

    /**
     * Takes a use of a code for somebody who has just no account yet, and comes in by {@link #accept} later. Nothing is told of the room; whoever
     * asks counts how often.
     *
     * @return false if nobody comes in by it
     */
    public boolean takeAhead(String code, UserId user) {
        try {
            Invitation invitation = good(code);
            return rooms.findAll(List.of(invitation.room())).size() == 1
                    && invitations.takeAhead(invitation, user, now());
        } catch (InvitationNotFoundException none) {
            return false;
        }
    }

    /** Gives back what was taken ahead by who got no account then. */
    public void giveBack(String code, UserId user) {
        invitations.giveBackAhead(InvitationCode.parse(code).hash(), user);
    }

    private Invitation good(String code) {
        return invitations.find(InvitationCode.parse(code).hash(), now()).orElseThrow(InvitationNotFoundException::new);
    }

    /** The same, and one that is used up, if the user has taken one of its uses ahead. */
    private Invitation good(String code, UserId user) {
        String hash = InvitationCode.parse(code).hash();
        Instant now = now();
        return invitations
                .find(hash, now)
                .or(() -> invitations.findOwn(hash, user, now))
                .orElseThrow(InvitationNotFoundException::new);
    }

    /** Of who is banned, an invitation is not even that. */
    private Room room(Invitation invitation, Member member) {
        rooms.requireAdmissible(invitation.room(), member.id());
        return rooms.findAll(List.of(invitation.room())).stream()
                .findFirst()
                .orElseThrow(InvitationNotFoundException::new);
    }

    /**
     * Comes in by a code. A use counts only if it makes a member: of two who want the last one, one comes in; who is a member already
     * takes none, and who has taken one {@linkplain #takeAhead ahead} uses that.
     *
     * @throws InvitationNotFoundException as {@link #preview}
     * @throws ChatException {@code banned}, or {@code kicked} to who was put out a moment ago
     */
    public Room accept(String code, Member member, String address) {
        return guesses.counted(member.id(), address, () -> {
            Invitation invitation = good(code, member.id());
            Room room = room(invitation, member);
            if (rooms.isMember(room.id(), member.id())) {
                return room;
            }
            boolean own = invitations.takeOwn(invitation, member.id(), now());
            if (!own && !invitations.take(invitation, now())) {
                throw new InvitationNotFoundException();
            }
            boolean isNew = false;
            try {
                RoomService.Admitted admission = rooms.admit(room.id(), member);
                if (admission.isNew() && !invitations.isKept(invitation)) {
                    // It was taken away while this one came in.
                    rooms.putOut(room.id(), member.id());
                    throw new InvitationNotFoundException();
                }
                isNew = admission.isNew();
                return admission.room();
            } finally {
                if (!isNew && own) {
                    invitations.giveBackOwn(invitation, member.id());
                } else if (!isNew) {
                    invitations.giveBack(invitation);
                }
            }
        });
    }

    private Instant now() {
        return inviters.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A new one, with its code, which nobody can be told later. */
    public record Made(InvitationCode code, Invitation invitation) {}
}
