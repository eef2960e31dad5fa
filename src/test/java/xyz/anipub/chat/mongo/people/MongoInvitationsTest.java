package xyz.anipub.chat.mongo.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.invite.Asked;
import xyz.anipub.chat.invite.AskedRepository.Outcome;
import xyz.anipub.chat.invite.Invitation;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.room.MongoSanctionRepository;

/** Codes and askings in the store; of two at the same time. */
class MongoInvitationsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");
    private static final Instant EVENING = NOON.plusSeconds(3600);

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final RoomId room = TestIds.room();
    private final UserId ann = TestIds.user();
    private final UserId bob = TestIds.user();
    private final UserId eve = TestIds.user();
    private ChatStore store;
    private MongoInvitationRepository invitations;
    private MongoAskedRepository asked;

    @BeforeEach
    void empty() {
        store = mongo.emptyStore();
        invitations = new MongoInvitationRepository(store);
        asked = new MongoAskedRepository(store);
    }

    @Test
    void letsOneOfManyTakeTheLastUse() {
        Invitation made = invitations.add(room, ann, "h", NOON, EVENING, OptionalInt.of(2));
        List<CompletableFuture<Boolean>> tries = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> invitations.take(made, NOON)))
                .toList();

        assertThat(tries.stream().filter(CompletableFuture::join)).hasSize(2);
        assertThat(invitations.find("h", NOON)).isEmpty();
        assertThat(invitations.of(room, NOON)).isEmpty();
        invitations.giveBack(made);
        assertThat(invitations.find("h", NOON)).isPresent();
    }

    @Test
    void endsCodesByTimeAndByHand() {
        Invitation made = invitations.add(room, ann, "h", NOON, EVENING, OptionalInt.empty());
        assertThat(invitations.find("h", NOON)).contains(made);
        assertThat(invitations.take(made, NOON)).isTrue();
        assertThat(invitations.find("h", EVENING)).isEmpty();
        assertThat(invitations.take(made, EVENING)).isFalse();
        assertThat(invitations.remove(TestIds.room(), made.id())).isFalse();
        assertThat(invitations.remove(room, "nonsense")).isFalse();
        assertThat(invitations.remove(room, made.id())).isTrue();
        assertThat(invitations.find("h", NOON)).isEmpty();
    }

    /** Whoever takes the last use looks for it while another is made. */
    @Test
    void keepsForAWhileWhatIsUsedUp() {
        Invitation made = invitations.add(room, ann, "h", NOON, EVENING, OptionalInt.of(1));
        invitations.take(made, NOON);
        invitations.add(room, ann, "i", NOON.plusSeconds(60), EVENING, OptionalInt.empty());
        assertThat(invitations.isKept(made)).isTrue();
        invitations.add(room, ann, "j", NOON.plusSeconds(600), EVENING, OptionalInt.empty());
        assertThat(invitations.isKept(made)).isFalse();
    }

    @Test
    void endsWhatOneOfARoomHasHandedOn() {
        Invitation anns = invitations.add(room, ann, "h", NOON, EVENING, OptionalInt.empty());
        Invitation bobs = invitations.add(room, bob, "i", NOON, EVENING, OptionalInt.empty());
        Invitation elsewhere = invitations.add(TestIds.room(), ann, "j", NOON, EVENING, OptionalInt.empty());
        asked.ask(new Asked(room, eve, ann, NOON), NOON);
        new MongoSanctionRepository(store).endInvitations(room, ann);
        assertThat(invitations.isKept(anns)).isFalse();
        assertThat(invitations.isKept(bobs) && invitations.isKept(elsewhere)).isTrue();
        assertThat(asked.find(room, eve)).isEmpty();
    }

    @Test
    void asksOnceUntilItIsAnswered() {
        assertThat(asked.ask(new Asked(room, eve, ann, NOON), NOON.minusSeconds(60)))
                .isEqualTo(Outcome.ASKED);
        assertThat(asked.ask(new Asked(room, eve, bob, NOON), NOON.minusSeconds(60)))
                .isEqualTo(Outcome.PENDING);
        assertThat(asked.pending(eve, 10)).extracting(Asked::by).containsExactly(ann);
        assertThat(asked.countPending(eve)).isEqualTo(1);
        assertThat(asked.countBy(ann, NOON.minusSeconds(1))).isEqualTo(1);
        assertThat(asked.countBy(ann, NOON.plusSeconds(1))).isZero();

        List<CompletableFuture<Boolean>> answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> asked.answer(room, eve, i % 2 == 0, NOON).isPresent()))
                .toList();
        assertThat(answers.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(asked.find(room, eve)).isEmpty();
    }

    @Test
    void doesNotAskAgainSoonWhoHasDeclined() {
        asked.ask(new Asked(room, eve, ann, NOON), NOON.minusSeconds(60));
        asked.answer(room, eve, false, NOON);

        assertThat(asked.ask(new Asked(room, eve, bob, EVENING), NOON.minusSeconds(1)))
                .isEqualTo(Outcome.DECLINED);
        assertThat(asked.ask(new Asked(room, eve, bob, EVENING), NOON)).isEqualTo(Outcome.ASKED);
        asked.answer(room, eve, true, EVENING);
        assertThat(asked.ask(new Asked(room, eve, ann, EVENING), NOON)).isEqualTo(Outcome.ASKED);
        asked.takeBack(new Asked(room, eve, ann, EVENING));
        assertThat(asked.find(room, eve)).isEmpty();
    }
}
