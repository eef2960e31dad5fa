package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.posting.EchoRepository.Awaited;
import xyz.anipub.chat.posting.EchoRepository.Claim;
import xyz.anipub.chat.posting.EchoRepository.Echo;

class MongoEchoRepositoryTest {

    private static final String TICKET = "ticket";
    private static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis());
    private static final Duration LIFETIME = MessageRules.standard().echoLifetime();

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final RoomId room = TestIds.room();
    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private MongoMessageRepository messages;
    private MongoEchoRepository echoes;
    private long seq;

    @BeforeEach
    void empty() {
        ChatStore store = mongo.emptyStore();
        messages = new MongoMessageRepository(store);
        echoes = new MongoEchoRepository(store, messages, MessageRules.standard());
    }

    @Test
    void claimsTheOldestOfEqualContents() {
        Message first = open("ha");
        Message second = open("ha");
        assertThat(claim("ha")).contains(found(first, false));
        assertThat(claim("ha")).contains(found(second, false));
        assertThat(claim("ha")).isEmpty();
    }

    @Test
    void claimsOnlyForTheSameRoomSenderAndContent() {
        Message message = open("ha");
        assertThat(claim("Ha")).isEmpty();
        assertThat(echoes.claimByContent(TestIds.room(), ann.id(), "ha", "t")).isEmpty();
        assertThat(echoes.claimByContent(room, bob.id(), "ha", "t")).isEmpty();
        assertThat(echoes.claimById(TestIds.room(), ann.id(), message.id(), "t"))
                .isEmpty();
        assertThat(echoes.claimById(room, bob.id(), message.id(), "t")).isEmpty();
        assertThat(echoes.claimById(room, ann.id(), TestIds.message(), "t")).isEmpty();
        assertThat(claim("ha")).isPresent();
    }

    @Test
    void claimsNothingThatIsNotOpen() {
        store(new Posted(message("ha", NOW), Optional.of(NodeId.fresh())));
        assertThat(claim("ha")).isEmpty();
        assertThat(echoes.open()).isEmpty();
    }

    @Test
    void saysWhetherItWasAnnouncedBefore() {
        Message late = open("ha");
        assertThat(claimAnnouncement(late.id())).isTrue();
        assertThat(claimAnnouncement(late.id())).isFalse();
        assertThat(claimAnnouncement(TestIds.message())).isFalse();
        assertThat(claim("ha")).contains(found(late, true));

        NodeId node = NodeId.fresh();
        Message atOnce = message("ho", NOW);
        store(new Posted(atOnce, Optional.of(node), Optional.of(NOW.plus(LIFETIME))));
        assertThat(claimAnnouncement(atOnce.id())).isFalse();
        assertThat(echoes.claimById(room, ann.id(), atOnce.id(), "t")).contains(found(atOnce, true));
    }

    @Test
    void givesEachMessageToOneClaimer() {
        List<Message> all = IntStream.range(0, 8).mapToObj(i -> open("ha")).toList();
        List<CompletableFuture<Optional<MessageId>>> claims = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> i % 2 == 0
                        ? claim("ha").filter(claim -> !claim.alreadyAnnounced()).map(claim -> claim.message()
                                .id())
                        : Optional.of(all.get(i / 2).id()).filter(this::claimAnnouncement)))
                .toList();
        assertThat(claims.stream().map(CompletableFuture::join).flatMap(Optional::stream))
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(Message::id).toList());
    }

    @Test
    void listsTheUnannouncedOldestFirst() {
        Message announced = open("x", ann, room, NOW);
        Message first = open("a", ann, room, NOW.plusSeconds(1));
        Message second = open("b", ann, room, NOW.plusSeconds(2));
        Message third = open("c", ann, room, NOW.plusSeconds(3));
        claimAnnouncement(announced.id());
        assertThat(late(NOW.plusSeconds(9), List.of(), 2)).containsExactly(first.id(), second.id());
        assertThat(late(NOW.plusSeconds(3), List.of(), 9)).containsExactly(first.id(), second.id());
        assertThat(late(NOW.plusSeconds(9), List.of(), 9)).endsWith(third.id()).hasSize(3);
    }

    @Test
    void listsTheUnannouncedOfOtherRooms() {
        RoomId busy = TestIds.room();
        open("a", ann, busy, NOW);
        Message elsewhere = open("b", ann, room, NOW.plusSeconds(1));
        assertThat(late(NOW.plusSeconds(9), List.of(busy), 1)).containsExactly(elsewhere.id());
    }

    @Test
    void closesOldOnesOnceTheyAreAnnounced() {
        open("a", ann, room, NOW);
        Message old = open("b", ann, room, NOW);
        Message young = open("c", ann, room, NOW.plusSeconds(5));
        claimAnnouncement(old.id());
        claimAnnouncement(young.id());
        echoes.closeBefore(NOW.plusSeconds(5).plus(LIFETIME));
        assertThat(claim("a")).isPresent();
        assertThat(claim("b")).isEmpty();
        assertThat(claim("c")).isPresent();
        assertThat(messages.find(old.id())).as("stays a message").contains(old);
    }

    @Test
    void closesWhatGivesWayOnceItIsAnnounced() {
        Message announced = open("a");
        Message waiting = open("b");
        claimAnnouncement(announced.id());
        assertThat(echoes.close(List.of(announced.id(), waiting.id(), TestIds.message())))
                .containsExactly(announced.id());
        assertThat(claim("a")).isEmpty();
        assertThat(claim("b")).isPresent();
    }

    @Test
    void stillSaysWhoAnnouncesWhatIsClosedBeforeHeAsks() {
        Message old = open("a");
        Message tooMany = open("b");
        Message taken = open("c");
        claim("c");
        List<MessageId> all = List.of(old.id(), tooMany.id(), taken.id());
        echoes.claimAnnouncements(all, "unanswered");
        echoes.close(List.of(tooMany.id()));
        echoes.closeBefore(NOW.plus(LIFETIME).plusSeconds(1));
        assertThat(echoes.claimAnnouncements(all, "unanswered")).containsExactlyInAnyOrder(old.id(), tooMany.id());
    }

    @Test
    void saysWhichContentsAreAwaited() {
        open("a");
        open("b");
        Message bobs = open("c", bob, room, NOW);
        open("elsewhere", ann, TestIds.room(), NOW);
        claim("a");
        assertThat(echoes.awaited(room, Set.of(ann.id()))).containsExactly(new Awaited(ann.id(), "b"));
        claimAnnouncement(bobs.id());
        assertThat(echoes.awaited(room, Set.of(ann.id(), bob.id())))
                .as("announced ones are still awaited: they must not be stored again")
                .containsExactlyInAnyOrder(new Awaited(ann.id(), "b"), new Awaited(bob.id(), "c"));
        assertThat(echoes.awaited(room, Set.of(TestIds.user()))).isEmpty();
    }

    @Test
    void listsAllThatAreOpen() {
        Message one = open("a");
        Message other = open("b", bob, TestIds.room(), NOW.minus(Duration.ofDays(1)));
        claimAnnouncement(other.id());
        assertThat(echoes.open()).containsExactlyInAnyOrder(echo(one), echo(other));
    }

    @Test
    void givesOnlyWhatIsLeftOfAnnouncementsThatAreClaimedTogether() {
        Message first = open("a");
        Message second = open("b");
        assertThat(claimAnnouncement(first.id())).isTrue();
        List<MessageId> both = List.of(first.id(), second.id());
        assertThat(echoes.claimAnnouncements(both, "t")).containsExactly(second.id());
        assertThat(echoes.claimAnnouncements(both, "u")).isEmpty();
        assertThat(claim("b")).as("its emit closes it").isPresent();
        assertThat(echoes.claimAnnouncements(both, "t")).as("repeated").containsExactly(second.id());
    }

    @Test
    void saysWhatAnEmitsClaimGotThatWasNotAnswered() {
        Message waiting = open("a");
        Message announced = open("b");
        Message named = open("c");
        claimAnnouncement(announced.id());
        assertThat(echoes.claimed(room, ann.id(), "t1", NOW)).isEmpty();

        echoes.claimByContent(room, ann.id(), "a", "t1");
        echoes.claimByContent(room, ann.id(), "b", "t2");
        echoes.claimById(room, ann.id(), named.id(), "t3");
        echoes.claimById(room, ann.id(), named.id(), "t4");

        assertThat(echoes.claimed(room, ann.id(), "t1", NOW)).contains(found(waiting, false));
        assertThat(echoes.claimed(room, ann.id(), "t2", NOW)).contains(found(announced, true));
        assertThat(echoes.claimed(room, ann.id(), "t3", NOW)).contains(found(named, false));
        assertThat(echoes.claimed(room, ann.id(), "t4", NOW)).isEmpty();
        assertThat(echoes.claimed(TestIds.room(), ann.id(), "t1", NOW)).isEmpty();
    }

    @Test
    void saysSoToANodeWhoseClockIsAhead() {
        Message waiting = open("a");
        echoes.claimByContent(room, ann.id(), "a", TICKET);
        Instant sent = NOW.plus(LIFETIME).plus(Duration.ofMinutes(55));
        assertThat(echoes.claimed(room, ann.id(), TICKET, sent)).contains(found(waiting, false));
    }

    private Message open(String content) {
        return open(content, ann, room, NOW);
    }

    private Message open(String content, Member sender, RoomId where, Instant at) {
        Message message = message(content, sender, where, at);
        store(new Posted(message, Optional.empty(), Optional.of(at.plus(LIFETIME))));
        return message;
    }

    private Message message(String content, Instant at) {
        return message(content, ann, room, at);
    }

    private Message message(String content, Member sender, RoomId where, Instant at) {
        return new Message(messages.nextId(), where, ++seq, sender, content, at, Optional.empty());
    }

    private void store(Posted posted) {
        assertThat(messages.insert(List.of(posted)).inserted()).isOne();
    }

    private List<MessageId> late(Instant storedBefore, List<RoomId> but, int limit) {
        return echoes.unannouncedBefore(storedBefore.plus(LIFETIME), but, limit).stream()
                .map(Echo::message)
                .toList();
    }

    private static Echo echo(Message message) {
        return new Echo(
                message.id(),
                message.room(),
                message.sender().id(),
                message.content(),
                message.timestamp().plus(LIFETIME));
    }

    private static Claim found(Message message, boolean announced) {
        return new Claim(message, announced);
    }

    private boolean claimAnnouncement(MessageId message) {
        return !echoes.claimAnnouncements(List.of(message), TestIds.message().value())
                .isEmpty();
    }

    private Optional<Claim> claim(String content) {
        return echoes.claimByContent(room, ann.id(), content, TICKET);
    }
}
