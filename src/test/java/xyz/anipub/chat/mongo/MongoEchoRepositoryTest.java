package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.EchoRepository.Awaited;
import xyz.anipub.chat.message.EchoRepository.Claim;
import xyz.anipub.chat.message.EchoRepository.Echo;
import xyz.anipub.chat.message.MessageRules;

class MongoEchoRepositoryTest {

    private static final String TICKET = "ticket";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @TempDir
    static Path folder;

    private static ChatDatabase mongo;

    private final RoomId room = TestIds.room();
    private final UserId ann = TestIds.user();
    private ChatStore store;
    private MongoEchoRepository echoes;

    @BeforeAll
    static void start() {
        mongo = new ChatDatabase(folder);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @BeforeEach
    void empty() {
        store = mongo.emptyStore();
        echoes = new MongoEchoRepository(store, MessageRules.standard());
    }

    @Test
    void claimsTheOldestOfEqualContents() {
        Echo newer = echo("ha", NOON.plusSeconds(1));
        Echo older = echo("ha", NOON);
        Echo same = echo("ha", NOON.plusSeconds(1));
        echoes.add(List.of(newer, older, same));
        assertThat(claim("ha")).contains(new Claim(older.message(), false));
        assertThat(claim("ha")).contains(new Claim(newer.message(), false));
        assertThat(claim("ha")).contains(new Claim(same.message(), false));
        assertThat(claim("ha")).isEmpty();
    }

    @Test
    void claimsOnlyForTheSameRoomSenderAndContent() {
        Echo echo = echo("ha", NOON);
        echoes.add(List.of(echo));
        assertThat(claim("Ha")).isEmpty();
        assertThat(echoes.claimByContent(TestIds.room(), ann, "ha", "t")).isEmpty();
        assertThat(echoes.claimByContent(room, TestIds.user(), "ha", "t")).isEmpty();
        assertThat(echoes.claimById(TestIds.room(), ann, echo.message(), "t")).isEmpty();
        assertThat(echoes.claimById(room, TestIds.user(), echo.message(), "t")).isEmpty();
        assertThat(echoes.claimById(room, ann, TestIds.message(), "t")).isEmpty();
        assertThat(claim("ha")).isPresent();
    }

    @Test
    void tellsWhetherItWasAnnouncedBefore() {
        Echo echo = echo("ha", NOON);
        echoes.add(List.of(echo));
        assertThat(claimAnnouncement(echo.message())).isTrue();
        assertThat(claimAnnouncement(echo.message())).isFalse();
        assertThat(claimAnnouncement(TestIds.message())).isFalse();
        assertThat(claim("ha")).contains(new Claim(echo.message(), true));
        assertThat(echoes.claimById(room, ann, echo.message(), "t")).contains(new Claim(echo.message(), true));
    }

    @Test
    void leavesAReleasedClaimToTheSweep() {
        Echo echo = echo("ha", NOON);
        echoes.add(List.of(echo));
        claim("ha");
        echoes.release(echo.message(), "other");
        assertThat(echoes.unannouncedBefore(NOON.plusSeconds(1), List.of(), 9)).isEmpty();
        echoes.release(echo.message(), TICKET);
        echoes.release(echo.message(), TICKET);
        assertThat(claim("ha")).isEmpty();
        assertThat(echoes.unannouncedBefore(NOON.plusSeconds(1), List.of(), 9)).containsExactly(echo);
        assertThat(claimAnnouncement(echo.message())).isTrue();
    }

    @Test
    void givesEachEntryToOneClaimer() {
        List<Echo> all = IntStream.range(0, 8).mapToObj(i -> echo("ha", NOON)).toList();
        echoes.add(all);
        List<CompletableFuture<Optional<MessageId>>> claims = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> i % 2 == 0
                        ? claim("ha").filter(claim -> !claim.alreadyAnnounced()).map(Claim::message)
                        : Optional.of(all.get(i / 2).message()).filter(this::claimAnnouncement)))
                .toList();
        assertThat(claims.stream().map(CompletableFuture::join).flatMap(Optional::stream))
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(Echo::message).toList());
    }

    @Test
    void listsTheUnannouncedOldestFirst() {
        Echo third = echo("c", NOON.plusSeconds(3));
        Echo first = echo("a", NOON.plusSeconds(1));
        Echo second = echo("b", NOON.plusSeconds(2));
        Echo announced = echo("x", NOON);
        echoes.add(List.of(third, first, second, announced));
        claimAnnouncement(announced.message());
        assertThat(echoes.unannouncedBefore(NOON.plusSeconds(9), List.of(), 2)).containsExactly(first, second);
        assertThat(echoes.unannouncedBefore(NOON.plusSeconds(3), List.of(), 9)).containsExactly(first, second);
    }

    @Test
    void forgetsOldEntriesOnceTheyAreAnnounced() {
        Echo waiting = echo("a", NOON);
        Echo old = echo("b", NOON);
        Echo young = echo("c", NOON.plusSeconds(5));
        echoes.add(List.of(waiting, old, young));
        claimAnnouncement(old.message());
        claimAnnouncement(young.message());
        echoes.deleteAnnouncedBefore(NOON.plusSeconds(5));
        assertThat(claim("a")).isPresent();
        assertThat(claim("b")).isEmpty();
        assertThat(claim("c")).isPresent();
    }

    @Test
    void letsTheOldestAnnouncedGiveWayAboveTwenty() {
        List<Echo> all = IntStream.range(0, 20)
                .mapToObj(i -> echo("m" + i, NOON.plusSeconds(i)))
                .toList();
        echoes.add(all);
        claimAnnouncement(all.get(0).message());
        echoes.add(List.of(echo("m20", NOON.plusSeconds(20)), echo("m21", NOON.plusSeconds(21))));
        echoes.deleteAnnouncedBefore(NOON);
        assertThat(store.echoes().countDocuments())
                .as("m0 went, m1 still waits")
                .isEqualTo(21);
        assertThat(claim("m0")).isEmpty();
        assertThat(claim("m1")).isPresent();
        Echo elsewhere = new Echo(TestIds.message(), TestIds.room(), ann, "x", NOON);
        echoes.add(List.of(elsewhere));
        assertThat(claim("m21")).isPresent();
    }

    @Test
    void tellsWhichContentsAreAwaited() {
        UserId bob = TestIds.user();
        Echo bobs = new Echo(TestIds.message(), room, bob, "c", NOON);
        echoes.add(List.of(echo("a", NOON), echo("b", NOON), bobs));
        echoes.add(List.of(new Echo(TestIds.message(), TestIds.room(), ann, "elsewhere", NOON)));
        claim("a");
        assertThat(echoes.awaited(room, Set.of(ann))).containsExactly(new Awaited(ann, "b"));
        claimAnnouncement(bobs.message());
        assertThat(echoes.awaited(room, Set.of(ann, bob)))
                .as("announced ones are still awaited: they must not be stored again")
                .containsExactlyInAnyOrder(new Awaited(ann, "b"), new Awaited(bob, "c"));
        assertThat(echoes.awaited(room, Set.of(TestIds.user()))).isEmpty();
    }

    @Test
    void givesOnlyWhatIsLeftOfAnnouncementsThatAreClaimedTogether() {
        Echo first = echo("a", NOON);
        Echo second = echo("b", NOON);
        echoes.add(List.of(first, second));
        assertThat(claimAnnouncement(first.message())).isTrue();
        List<MessageId> both = List.of(first.message(), second.message());
        assertThat(echoes.claimAnnouncements(both, "t")).containsExactly(second.message());
        assertThat(echoes.claimAnnouncements(both, "u")).isEmpty();
        assertThat(echoes.claimAnnouncements(both, "t")).as("repeated").containsExactly(second.message());
    }

    @Test
    void saysWhatAnEmitsClaimGotThatWasNotAnswered() {
        Echo waiting = echo("a", NOON);
        Echo announced = echo("b", NOON);
        Echo named = echo("c", NOON);
        echoes.add(List.of(waiting, announced, named));
        claimAnnouncement(announced.message());
        assertThat(echoes.claimed(room, ann, "t1")).isEmpty();

        echoes.claimByContent(room, ann, "a", "t1");
        echoes.claimByContent(room, ann, "b", "t2");
        echoes.claimById(room, ann, named.message(), "t3");
        echoes.claimById(room, ann, named.message(), "t4");

        assertThat(echoes.claimed(room, ann, "t1")).contains(new Claim(waiting.message(), false));
        assertThat(echoes.claimed(room, ann, "t2")).contains(new Claim(announced.message(), true));
        assertThat(echoes.claimed(room, ann, "t3"))
                .as("a later emit of the same message changes nothing")
                .contains(new Claim(named.message(), false));
        assertThat(echoes.claimed(room, ann, "t4")).isEmpty();
        assertThat(echoes.claimed(TestIds.room(), ann, "t1")).isEmpty();
    }

    @Test
    void listsTheUnannouncedOfOtherRooms() {
        RoomId busy = TestIds.room();
        Echo elsewhere = echo("b", NOON.plusSeconds(1));
        echoes.add(List.of(new Echo(TestIds.message(), busy, ann, "a", NOON), elsewhere));
        assertThat(echoes.unannouncedBefore(NOON.plusSeconds(9), List.of(busy), 1))
                .containsExactly(elsewhere);
    }

    private boolean claimAnnouncement(MessageId message) {
        return !echoes.claimAnnouncements(List.of(message), TestIds.message().value())
                .isEmpty();
    }

    private Optional<Claim> claim(String content) {
        return echoes.claimByContent(room, ann, content, TICKET);
    }

    private Echo echo(String content, Instant at) {
        return new Echo(TestIds.message(), room, ann, content, at);
    }
}
