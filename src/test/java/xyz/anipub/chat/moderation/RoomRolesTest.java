package xyz.anipub.chat.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static xyz.anipub.chat.moderation.ModeratedRoom.actor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Role;

class RoomRolesTest {

    private final ModeratedRoom it = new ModeratedRoom();

    private void give(Member by, Member to, Role role) {
        it.given.give(it.room, actor(by), to.id(), role);
    }

    @Test
    void ownersGiveAllRolesAndTheirMembersAreTold() {
        give(it.ann, it.bob, Role.MODERATOR);
        give(it.ann, it.bob, Role.OWNER);
        give(it.bob, it.mod, Role.MEMBER);
        assertThat(it.told).containsExactly("Bob moderator", "Bob owner", "Mod member");
        assertThat(it.power.require(it.room, actor(it.bob), Role.OWNER)).isNotNull();
        assertThat(it.audit.deeds())
                .containsExactly("role_moderator", "role_moderator", "role_owner", "role_member");
    }

    @Test
    void nobodyElseDoes() {
        assertRefused(ErrorCode.FORBIDDEN, () -> give(it.mod, it.bob, Role.MODERATOR));
        assertRefused(ErrorCode.FORBIDDEN, () -> give(it.bob, it.bob, Role.OWNER));
        Member stranger = ModeratedRoom.member("Stranger");
        assertRefused(ErrorCode.NOT_A_MEMBER, () -> give(stranger, it.bob, Role.MODERATOR));
        assertRefused(ErrorCode.MEMBER_NOT_FOUND, () -> give(it.ann, stranger, Role.MODERATOR));
        assertRefused(
                ErrorCode.ROOM_NOT_FOUND,
                () -> it.given.give(TestIds.room(), actor(it.ann), it.bob.id(), Role.MODERATOR));
        assertThat(it.told).isEmpty();
    }

    @Test
    void anOwnerGivesItUpAloneAndNotAsTheLast() {
        assertRefused(ErrorCode.LAST_OWNER, () -> give(it.ann, it.ann, Role.MEMBER));
        assertRefused(ErrorCode.LAST_OWNER, () -> it.service.leave(it.room, it.ann.id()));
        give(it.ann, it.bob, Role.OWNER);
        assertRefused(ErrorCode.FORBIDDEN, () -> give(it.ann, it.bob, Role.MEMBER));
        give(it.ann, it.ann, Role.MODERATOR);
        assertThat(it.role(it.ann.id())).isEqualTo(Role.MODERATOR);
        assertRefused(ErrorCode.LAST_OWNER, () -> it.service.leave(it.room, it.bob.id()));
        it.given.give(it.room, new Actor(it.eve.id(), true), it.eve.id(), Role.OWNER);
        it.given.give(it.room, new Actor(it.eve.id(), true), it.bob.id(), Role.MEMBER);
        assertThat(it.role(it.bob.id())).isEqualTo(Role.MEMBER);
    }

    @Test
    void twiceIsNoErrorAndIsWrittenDownOnce() {
        give(it.ann, it.bob, Role.OWNER);
        give(it.ann, it.bob, Role.OWNER);
        give(it.ann, it.mod, Role.MODERATOR);
        assertThat(it.audit.deeds()).containsExactly("role_moderator", "role_owner");
    }

    @Test
    void ofTwoOwnersWhoLeaveAtTheSameTimeOneStays() {
        for (int i = 0; i < 50; i++) {
            ModeratedRoom round = new ModeratedRoom();
            round.given.give(round.room, actor(round.ann), round.bob.id(), Role.OWNER);
            AtomicInteger refused = new AtomicInteger();
            CompletableFuture.allOf(List.of(round.ann, round.bob).stream()
                            .map(owner -> CompletableFuture.runAsync(
                                    () -> round.service.leave(round.room, owner.id()))
                                    .exceptionally(last -> {
                                        refused.incrementAndGet();
                                        return null;
                                    }))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
            assertThat(refused).hasValue(1);
            assertThat(round.stored.find(round.room).orElseThrow().policy().owners())
                    .singleElement()
                    .matches(owner -> round.rooms.isMember(round.room, owner));
        }
    }

    @Test
    void whoLeavesIsNoModeratorAfterComingBack() {
        assertThat(it.power.is(it.room, actor(it.mod), Role.MODERATOR)).isTrue();
        it.service.leave(it.room, it.mod.id());
        it.stored.moderate(it.room, it.mod.id(), false);
        it.service.join(it.room, it.mod);
        assertThat(it.power.is(it.room, actor(it.mod), Role.MODERATOR)).isFalse();
    }

    @Test
    void atMostTenOwn() {
        for (int i = 1; i < 10; i++) {
            Member more = ModeratedRoom.member("Owner " + i);
            it.rooms.addMember(it.room, more);
            give(it.ann, more, Role.OWNER);
        }
        assertRefused(ErrorCode.CONFLICT, () -> give(it.ann, it.bob, Role.OWNER));
    }

    static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ChatException.class, refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }
}
