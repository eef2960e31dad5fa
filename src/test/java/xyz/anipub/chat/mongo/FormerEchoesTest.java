package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;
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
import xyz.anipub.chat.posting.EchoRepository.Awaited;
import xyz.anipub.chat.posting.EchoRepository.Claim;
import xyz.anipub.chat.posting.EchoRepository.Echo;

/** A store in which nodes of earlier versions have left what awaits an emit, or still do. */
class FormerEchoesTest {

    private static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis());
    private static final Duration LIFETIME = MessageRules.standard().echoLifetime();

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final RoomId room = TestIds.room();
    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private ChatStore store;
    private MongoMessageRepository messages;
    private MongoEchoRepository echoes;
    private long seq;

    @BeforeEach
    void empty() {
        store = mongo.emptyStore();
        messages = new MongoMessageRepository(store);
        echoes = new MongoEchoRepository(store, messages, MessageRules.standard());
    }

    @Test
    void areNotAskedForWhereThereAreNone() {
        assertThat(echoes.hasFormer(NOW)).isFalse();
        mongo.commands.clear();
        echoes.claimByContent(room, ann.id(), "hello", "t");
        echoes.open();
        echoes.unannouncedBefore(NOW, List.of(), 10);
        assertThat(mongo.commands).hasSize(3).noneMatch(command -> command.containsValue("echoes"));
    }

    @Test
    void areClaimedByTheEmitOnce() {
        Message stored = storedByFormerNode("hello");
        assertThat(echoes.hasFormer(NOW)).isTrue();
        assertThat(echoes.awaited(room, Set.of(ann.id()))).containsExactly(new Awaited(ann.id(), "hello"));
        assertThat(echoes.claimByContent(room, ann.id(), "hello", "t1")).contains(found(stored, false));
        assertThat(echoes.claimByContent(room, ann.id(), "hello", "t2")).isEmpty();
        assertThat(echoes.claimed(room, ann.id(), "t1", NOW)).contains(found(stored, false));
        assertThat(entry(stored)).as("as a node of that version sees it").containsEntry("echoed", true);
    }

    @Test
    void areClaimedByName() {
        Message stored = storedByFormerNode("hello");
        assertThat(echoes.claimById(room, ann.id(), stored.id(), "t1")).contains(found(stored, false));
        assertThat(echoes.claimById(room, ann.id(), stored.id(), "t2")).isEmpty();
    }

    @Test
    void areAnnouncedLateOnce() {
        Message stored = storedByFormerNode("hello");
        assertThat(echoes.unannouncedBefore(NOW.plusSeconds(1).plus(LIFETIME), List.of(), 10))
                .extracting(Echo::message)
                .containsExactly(stored.id());
        assertThat(echoes.claimAnnouncements(List.of(stored.id()), "t1")).containsExactly(stored.id());
        assertThat(echoes.claimAnnouncements(List.of(stored.id()), "t2")).isEmpty();
        assertThat(echoes.claimAnnouncements(List.of(stored.id()), "t1"))
                .as("repeated")
                .containsExactly(stored.id());
        assertThat(echoes.claimByContent(room, ann.id(), "hello", "t3")).contains(found(stored, true));
    }

    @Test
    void areClaimedBesideThoseOfThisVersion() {
        Message former = storedByFormerNode("hello");
        Message own = message("hello");
        messages.insert(List.of(new Posted(own, Optional.empty(), Optional.of(NOW.plus(LIFETIME)))));
        assertThat(echoes.open()).extracting(Echo::message).containsExactlyInAnyOrder(former.id(), own.id());
        assertThat(echoes.claimAnnouncements(List.of(former.id(), own.id()), "t"))
                .containsExactlyInAnyOrder(former.id(), own.id());
    }

    @Test
    void leaveAMessageThatIsOnItsWayToItsNode() {
        Message coming = message("hello");
        entryOf(coming);
        assertThat(echoes.claimByContent(room, ann.id(), "hello", "t")).isEmpty();
        assertThat(entry(coming)).containsEntry("announced", false);
    }

    @Test
    void leaveItAlsoIfTheClaimThatFoundItsEntryHadNoAnswer() {
        Message coming = message("hello");
        entryOf(coming);
        store.former("echoes")
                .updateOne(
                        new Document("_id", new ObjectId(coming.id().value())),
                        new Document(
                                "$set",
                                new Document("echoed", true)
                                        .append("announced", true)
                                        .append("emit", "t")));
        assertThat(echoes.claimed(room, ann.id(), "t", NOW)).isEmpty();
        assertThat(entry(coming)).containsEntry("announced", false).doesNotContainKey("emit");
    }

    @Test
    void goWhenNobodyHasAddedToThemForTheirTime() {
        storedByFormerNode("hello");
        echoes.claimByContent(room, ann.id(), "hello", "t");
        assertThat(echoes.hasFormer(NOW)).isTrue();
        assertThat(echoes.hasFormer(NOW.plus(LIFETIME))).isTrue();
        assertThat(store.hasCollection("echoes")).isTrue();
        assertThat(echoes.hasFormer(NOW.plus(LIFETIME).plusSeconds(1))).isFalse();
        assertThat(store.hasCollection("echoes")).isFalse();
    }

    @Test
    void stayWhileAFormerNodeAddsToThem() {
        storedByFormerNode("hello");
        assertThat(echoes.hasFormer(NOW.minus(LIFETIME))).isTrue();
        assertThat(echoes.hasFormer(NOW.plusSeconds(1))).isTrue();
        assertThat(store.hasCollection("echoes")).isTrue();
    }

    @Test
    void stayWhileOneWaitsToBeAnnounced() {
        storedByFormerNode("hello");
        Instant late = NOW.plus(LIFETIME.multipliedBy(3));
        assertThat(echoes.hasFormer(NOW)).isTrue();
        assertThat(echoes.hasFormer(late)).isTrue();
        echoes.claimAnnouncements(
                echoes.unannouncedBefore(late, List.of(), 10).stream()
                        .map(Echo::message)
                        .toList(),
                "t");
        assertThat(echoes.hasFormer(late)).isFalse();
    }

    private Message storedByFormerNode(String content) {
        Message message = message(content);
        entryOf(message);
        messages.insert(List.of(new Posted(message, Optional.empty())));
        return message;
    }

    /** As versions up to the one before this have written it. */
    private void entryOf(Message message) {
        store.former("echoes")
                .insertOne(new Document("_id", new ObjectId(message.id().value()))
                        .append("room", new ObjectId(room.value()))
                        .append("sender", new ObjectId(ann.id().value()))
                        .append("content", message.content())
                        .append("announced", false)
                        .append("echoed", false)
                        .append("at", Date.from(message.timestamp())));
    }

    private Document entry(Message message) {
        return store.former("echoes")
                .find(new Document("_id", new ObjectId(message.id().value())))
                .first();
    }

    private Message message(String content) {
        return new Message(
                new MessageId(new ObjectId().toHexString()), room, ++seq, ann, content, NOW, Optional.empty());
    }

    private static Claim found(Message message, boolean announced) {
        return new Claim(message, announced);
    }
}
