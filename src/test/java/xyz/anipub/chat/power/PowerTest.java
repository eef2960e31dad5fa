package xyz.anipub.chat.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.power.RoomPolicy.Visibility;
import xyz.anipub.chat.power.RoomPolicy.Who;
import xyz.anipub.chat.room.InMemoryRoomPowers;
import xyz.anipub.chat.room.InMemoryRoomRepository;
import xyz.anipub.chat.room.Room;
import xyz.anipub.testing.SettableClock;

class PowerTest {

    private final SettableClock clock = SettableClock.pastNoon();
    private final InMemoryRoomRepository rooms = new InMemoryRoomRepository(new StoreFaults());
    private final InMemoryRoomPowers store = new InMemoryRoomPowers(rooms);
    private final RoomPowers powers = Powers.kept(store);
    private final Power power = new Power(powers, rooms, clock);

    private final UserId owner = TestIds.user();
    private final UserId other = TestIds.user();
    private final UserId moderator = TestIds.user();
    private final UserId second = TestIds.user();
    private final UserId member = TestIds.user();
    private final UserId stranger = TestIds.user();
    private final Actor admin = new Actor(TestIds.user(), true);
    private final RoomId open = TestIds.room();
    private final RoomId hidden = TestIds.room();

    @BeforeEach
    void twoRooms() {
        RoomPolicy policy = RoomPolicy.ofCreator(owner).owned(List.of(owner, other));
        create(open, policy);
        create(hidden, policy.seen(Visibility.PRIVATE, 1));
    }

    private void create(RoomId id, RoomPolicy policy) {
        Instant now = clock.instant();
        rooms.create(new Room(id, id.value(), "", owner, now, now).governed(policy));
        for (UserId each : List.of(owner, other, moderator, second, member)) {
            rooms.addMember(id, new Member(each, each.value(), ""));
        }
        store.moderate(id, moderator);
        store.moderate(id, second);
    }

    @Test
    void tellsNobodyInADirectRoomOfABlock() {
        RoomPolicy named = RoomPolicy.ofCreator(owner);
        RoomPolicy direct = new RoomPolicy(
                RoomPolicy.Kind.DIRECT,
                Visibility.PRIVATE,
                Who.MEMBERS,
                Duration.ZERO,
                Who.MODERATORS,
                RoomPolicy.History.ALL,
                1,
                List.of());
        assertThat(muted(named)).isPresent();
        assertThat(muted(direct)).isEmpty();
    }

    private Optional<Instant> muted(RoomPolicy policy) {
        return new RoomPower(policy, Set.of(), Map.of(member, Instant.MAX), Map.of())
                .standing(member, clock.instant())
                .mutedUntil();
    }

    @Test
    void letsEverybodyReadAPublicRoomAndOnlyMembersAPrivateOne() {
        power.reader(open, stranger);
        power.reader(hidden, member);
        RoomId unknown = TestIds.room();
        // Told apart by nothing.
        assertThatThrownBy(() -> power.reader(hidden, stranger))
                .isInstanceOf(RoomNotFoundException.class)
                .hasMessage(refusal(() -> power.reader(unknown, stranger)).getMessage());
        assertThatThrownBy(() -> power.require(hidden, Actor.of(stranger), Role.MEMBER))
                .isInstanceOf(RoomNotFoundException.class);
        assertThatThrownBy(() -> power.require(hidden, admin, Role.MEMBER)).isInstanceOf(RoomNotFoundException.class);
    }

    @Test
    void refusesWhoIsBannedUntilThatIsOver() {
        Instant until = clock.instant().plusSeconds(60);
        store.ban(open, stranger, until);
        assertThatThrownBy(() -> power.reader(open, stranger))
                .isInstanceOfSatisfying(RestrictedException.class, banned -> {
                    assertThat(banned.code()).isEqualTo(ErrorCode.BANNED);
                    assertThat(banned.until()).contains(until);
                });
        clock.forward(Duration.ofSeconds(60));
        power.reader(open, stranger);
    }

    @Test
    void letsNobodyPostWhoIsMuted() {
        store.mute(open, member, Instant.MAX);
        assertThatThrownBy(() -> power.poster(open, member))
                .isInstanceOfSatisfying(RestrictedException.class, muted -> {
                    assertThat(muted.code()).isEqualTo(ErrorCode.MUTED);
                    assertThat(muted.until()).isEmpty();
                    assertThat(muted).hasMessage("You are muted in this room.");
                });
        power.poster(open, second);
    }

    @Test
    void letsOnlyModeratorsPostWhereTheRoomSaysSo() {
        RoomPolicy policy = RoomPolicy.ofCreator(owner);
        RoomId quiet = TestIds.room();
        create(
                quiet,
                new RoomPolicy(
                        policy.kind(),
                        policy.visibility(),
                        Who.MODERATORS,
                        policy.slowMode(),
                        policy.invites(),
                        policy.history(),
                        1,
                        policy.owners()));
        power.poster(quiet, owner);
        power.poster(quiet, moderator);
        assertThat(refusal(() -> power.poster(quiet, member)).code()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void asksForARole() {
        power.require(open, Actor.of(owner), Role.OWNER);
        power.require(open, Actor.of(moderator), Role.MODERATOR);
        power.require(open, Actor.of(member), Role.MEMBER);
        power.require(open, admin, Role.OWNER);
        assertThat(refusal(() -> power.require(open, Actor.of(moderator), Role.OWNER))
                        .code())
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> power.require(open, Actor.of(member), Role.MODERATOR))
                        .code())
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThatThrownBy(() -> power.require(open, Actor.of(stranger), Role.MEMBER))
                .isInstanceOf(NotAMemberException.class);
        // A role without a membership is none.
        rooms.removeMember(open, moderator);
        assertThatThrownBy(() -> power.require(open, Actor.of(moderator), Role.MODERATOR))
                .isInstanceOf(NotAMemberException.class);
    }

    @Test
    void letsNobodyActAgainstThoseOfTheSamePower() {
        power.requireOver(open, Actor.of(moderator), member);
        power.requireOver(open, Actor.of(moderator), stranger);
        power.requireOver(open, Actor.of(owner), moderator);
        power.requireOver(open, admin, owner);
        for (UserId target : List.of(moderator, second, owner)) {
            assertThat(refusal(() -> power.requireOver(open, Actor.of(moderator), target))
                            .code())
                    .isEqualTo(ErrorCode.FORBIDDEN);
        }
        for (UserId target : List.of(owner, other)) {
            assertThat(refusal(() -> power.requireOver(open, Actor.of(owner), target))
                            .code())
                    .isEqualTo(ErrorCode.FORBIDDEN);
        }
        assertThat(refusal(() -> power.requireOver(open, Actor.of(member), stranger))
                        .code())
                .isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void keepsWhatItKnowsUntilItIsForgotten() {
        power.poster(open, member);
        store.mute(open, member, Instant.MAX);
        assertThatCode(() -> power.poster(open, member)).as("not asked again").doesNotThrowAnyException();
        powers.forget(open);
        assertThat(refusal(() -> power.poster(open, member)).code()).isEqualTo(ErrorCode.MUTED);
    }

    /** As when a mute comes while a post asks. */
    @Test
    void keepsNothingThatWasReadBeforeAChange() {
        RoomPowers[] racing = {null};
        racing[0] = Powers.kept(room -> {
            Optional<RoomPower> before = store.find(room);
            store.mute(open, member, Instant.MAX);
            racing[0].forget(room);
            return before;
        });
        assertThat(racing[0].of(open).orElseThrow().mutes()).isEmpty();
        assertThat(racing[0].of(open).orElseThrow().mutes()).containsKey(member);
    }

    /** One is suspended, and let in again. */
    @Test
    void keepsThatTwoReachEachOtherUntilOneChangesAndNeverThatTheyDoNot() {
        RoomPolicy direct = new RoomPolicy(
                RoomPolicy.Kind.DIRECT,
                Visibility.PRIVATE,
                Who.MEMBERS,
                Duration.ZERO,
                Who.MODERATORS,
                RoomPolicy.History.ALL,
                1,
                List.of());
        RoomPower pair = new RoomPower(direct, Set.of(), Map.of(), Map.of(), Set.of(member, stranger));
        Map<UserId, Instant> away = new HashMap<>();
        int[] asked = {0};
        RoomPowers kept = new RoomPowers(room -> Optional.of(pair), people -> {
            assertThat(people).containsExactlyInAnyOrder(member, stranger);
            asked[0]++;
            return away;
        });
        Power two = new Power(kept, rooms, clock);
        RoomId room = TestIds.room();
        two.poster(room, member);
        two.poster(room, member);
        assertThat(asked[0]).isEqualTo(1);

        away.put(stranger, clock.instant().plusSeconds(60));
        kept.forgetPairsOf(TestIds.user());
        two.poster(room, member);
        kept.forgetPairsOf(stranger);
        assertThat(refusal(() -> two.poster(room, member)).code()).isEqualTo(ErrorCode.UNREACHABLE);
        away.clear();
        assertThatCode(() -> two.poster(room, member))
                .as("nobody told this node")
                .doesNotThrowAnyException();

        away.put(member, Instant.MAX);
        kept.forgetPairsOf(member);
        assertThat(refusal(() -> two.poster(room, stranger)).code()).isEqualTo(ErrorCode.UNREACHABLE);
    }

    private static ChatException refusal(Runnable question) {
        try {
            question.run();
        } catch (ChatException refusal) {
            return refusal;
        }
        throw new AssertionError("let pass");
    }
}
