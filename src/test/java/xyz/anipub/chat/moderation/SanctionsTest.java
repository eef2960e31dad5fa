package xyz.anipub.chat.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static xyz.anipub.chat.moderation.ModeratedRoom.actor;
import static xyz.anipub.chat.moderation.RoomRolesTest.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.RestrictedException;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.Sanction;

class SanctionsTest {

    private final ModeratedRoom it = new ModeratedRoom();

    private void kick(Member by, Member target) {
        it.decided.kick(it.room, actor(by), target.id(), "");
    }

    private void ban(Member by, Member target, Optional<String> until) {
        it.decided.ban(it.room, actor(by), target.id(), until, "spam");
    }

    private void mute(Member by, Member target, Optional<String> until) {
        it.decided.mute(it.room, actor(by), target.id(), until, "noise");
    }

    /** Each of them against each, by each. */
    @Test
    void neverAgainstAnOwnerOrAnotherModerator() {
        List<BiConsumer<Member, Member>> deeds = List.of(
                this::kick, (by, to) -> ban(by, to, Optional.empty()), (by, to) -> mute(by, to, Optional.empty()));
        Member stranger = ModeratedRoom.member("Stranger");
        for (BiConsumer<Member, Member> deed : deeds) {
            assertRefused(ErrorCode.FORBIDDEN, () -> deed.accept(it.mod, it.ann));
            assertRefused(ErrorCode.FORBIDDEN, () -> deed.accept(it.mod, it.mod));
            assertRefused(ErrorCode.FORBIDDEN, () -> deed.accept(it.bob, it.eve));
            assertRefused(ErrorCode.FORBIDDEN, () -> deed.accept(it.ann, it.ann));
            assertRefused(ErrorCode.NOT_A_MEMBER, () -> deed.accept(stranger, it.bob));
        }
        Actor admin = new Actor(stranger.id(), true);
        assertRefused(ErrorCode.LAST_OWNER, () -> it.decided.kick(it.room, admin, it.ann.id(), ""));
        assertRefused(ErrorCode.LAST_OWNER, () -> it.decided.ban(it.room, admin, it.ann.id(), Optional.empty(), ""));
        assertThat(it.audit.deeds()).containsExactly("role_moderator");
        assertThat(it.told).isEmpty();
        kick(it.ann, it.mod);
        it.decided.kick(it.room, admin, it.bob.id(), "");
        assertThat(it.told).containsExactly("Mod left", "Bob left");
    }

    /** As deciding it, and no moderator relieves himself; owners relieve each other, as one may have been muted before. */
    @Test
    void isTakenBackByWhoMayDecideIt() {
        mute(it.ann, it.mod, Optional.empty());
        mute(it.ann, it.bob, Optional.empty());
        List<BiConsumer<Member, Member>> deeds = List.of(
                (by, to) -> it.decided.unmute(it.room, actor(by), to.id()),
                (by, to) -> it.decided.unban(it.room, actor(by), to.id()));
        for (BiConsumer<Member, Member> deed : deeds) {
            assertRefused(ErrorCode.FORBIDDEN, () -> deed.accept(it.mod, it.mod));
            assertRefused(ErrorCode.FORBIDDEN, () -> deed.accept(it.mod, it.ann));
            assertRefused(ErrorCode.FORBIDDEN, () -> deed.accept(it.eve, it.bob));
        }
        it.given.give(it.room, actor(it.ann), it.bob.id(), Role.OWNER);
        assertRefused(ErrorCode.MUTED, () -> it.power.poster(it.room, it.mod.id()));
        it.decided.unmute(it.room, actor(it.bob), it.mod.id());
        it.decided.unmute(it.room, actor(it.ann), it.bob.id());
        it.power.poster(it.room, it.mod.id());
        it.power.poster(it.room, it.bob.id());
    }

    @Test
    void whoIsPutOutLeavesNoInvitations() {
        kick(it.mod, it.bob);
        ban(it.mod, it.eve, Optional.empty());
        assertThat(it.sanctions.ended).containsExactly(it.bob.id(), it.eve.id());
    }

    /** The membership is there when the new owner is asked for it, and ends then. */
    @Test
    void nobodyOwnsARoomWithoutBelongingToIt() {
        List<Runnable> ends = List.of(() -> kick(it.mod, it.bob), () -> it.service.leave(it.room, it.eve.id()));
        for (Runnable end : ends) {
            Member target = it.isMember(it.bob) ? it.bob : it.eve;
            it.faults.watch(call -> {
                if (call.equals("removeMember")) {
                    it.faults.back();
                    it.given.give(it.room, actor(it.ann), target.id(), Role.OWNER);
                }
            });
            end.run();
            assertThat(it.isMember(target)).isFalse();
            assertThat(it.stored.find(it.room).orElseThrow().policy().owners()).containsExactly(it.ann.id());
        }
    }

    /** The store is away when the join looks for a ban once more, or when the ban ends the membership. */
    @Test
    void whoIsBannedIsNoMemberWhateverStops() {
        it.service.leave(it.room, it.bob.id());
        it.faults.watch(call -> {
            if (call.equals("addMember done")) {
                it.faults.back();
                it.sanctions.failOnce();
            }
        });
        assertThatThrownBy(() -> it.service.join(it.room, it.bob)).isInstanceOf(UnavailableException.class);
        assertThat(it.isMember(it.bob)).isFalse();
        it.power.reader(it.room, it.eve.id());
        it.faults.failOnce("removeMember");
        assertThatThrownBy(() -> ban(it.mod, it.eve, Optional.empty())).isInstanceOf(UnavailableException.class);
        assertRefused(ErrorCode.BANNED, () -> it.power.reader(it.room, it.eve.id()));
        assertThat(it.isMember(it.eve)).isTrue();
        assertRefused(ErrorCode.BANNED, () -> it.service.join(it.room, it.eve));
        assertThat(it.isMember(it.eve)).isFalse();
    }

    @Test
    void whoWasPutOutComesBackAfterAWhile() {
        kick(it.mod, it.bob);
        assertThat(it.isMember(it.bob)).isFalse();
        assertThatThrownBy(() -> it.service.join(it.room, it.bob))
                .isInstanceOfSatisfying(RestrictedException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.KICKED);
                    assertThat(refusal.until()).contains(it.clock.instant().plus(Duration.ofMinutes(10)));
                });
        // Whoever had no answer does it again.
        kick(it.mod, it.bob);
        it.clock.forward(Duration.ofMinutes(10));
        it.service.join(it.room, it.bob);
        assertRefused(ErrorCode.MEMBER_NOT_FOUND, () -> kick(it.mod, ModeratedRoom.member("Gone")));
    }

    @Test
    void aBanEndsMembershipAndJoiningUntilItIsOverOrTakenBack() {
        ban(it.mod, it.bob, Optional.of(it.clock.instant().plusSeconds(3600).toString()));
        ban(it.mod, it.eve, Optional.empty());
        Member stranger = ModeratedRoom.member("Stranger");
        ban(it.mod, stranger, Optional.empty());
        assertThat(it.isMember(it.bob) || it.isMember(it.eve)).isFalse();
        assertRefused(ErrorCode.BANNED, () -> it.service.join(it.room, it.bob));
        assertRefused(ErrorCode.BANNED, () -> it.power.reader(it.room, it.eve.id()));
        assertThat(it.decided.all(Sanction.Kind.BAN, it.room, actor(it.mod)))
                .extracting(Sanction::user)
                .containsExactlyInAnyOrder(it.bob.id(), it.eve.id(), stranger.id());
        assertRefused(ErrorCode.NOT_A_MEMBER, () -> it.decided.all(Sanction.Kind.BAN, it.room, actor(it.bob)));
        it.clock.forward(Duration.ofHours(1));
        it.service.join(it.room, it.bob);
        it.decided.unban(it.room, actor(it.mod), it.eve.id());
        it.decided.unban(it.room, actor(it.mod), it.eve.id());
        it.service.join(it.room, it.eve);
        assertThat(it.audit.deeds()).containsExactly("role_moderator", "ban: spam", "ban: spam", "ban: spam", "unban");
    }

    /** The join has been checked and the membership is not there yet when the ban is decided. */
    @Test
    void aJoinAtTheSameMomentTakesItselfBack() {
        it.service.leave(it.room, it.bob.id());
        it.faults.watch(call -> {
            if (call.equals("addMember")) {
                it.faults.back();
                ban(it.mod, it.bob, Optional.empty());
            }
        });
        assertRefused(ErrorCode.BANNED, () -> it.service.join(it.room, it.bob));
        assertThat(it.isMember(it.bob)).isFalse();
    }

    @Test
    void aMuteCountsAtOnceAndIsToldToItsMember() {
        it.power.poster(it.room, it.bob.id());
        mute(it.mod, it.bob, Optional.empty());
        assertRefused(ErrorCode.MUTED, () -> it.power.poster(it.room, it.bob.id()));
        it.decided.unmute(it.room, actor(it.mod), it.bob.id());
        it.power.poster(it.room, it.bob.id());
        assertThat(it.told).containsExactly("Bob member", "Bob member");
    }

    @Test
    void anOwnerWhoIsPutOutByAnAdminIsNone() {
        it.given.give(it.room, actor(it.ann), it.bob.id(), Role.OWNER);
        it.decided.ban(it.room, new Actor(it.eve.id(), true), it.ann.id(), Optional.empty(), "");
        assertThat(it.stored.find(it.room).orElseThrow().policy().owners()).containsExactly(it.bob.id());
    }

    @Test
    void timesAndReasonsFollowTheRules() {
        for (String until : List.of("", "tomorrow", "2020-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z")) {
            assertThatThrownBy(() -> ban(it.mod, it.bob, Optional.of(until)))
                    .as(until)
                    .isInstanceOfSatisfying(InvalidFieldException.class, invalid -> assertThat(invalid.field())
                            .isEqualTo("until"));
        }
        assertRefused(ErrorCode.TOO_LONG, () -> it.decided.kick(it.room, actor(it.mod), it.bob.id(), "x".repeat(501)));
        assertThat(it.isMember(it.bob)).isTrue();
    }
}
