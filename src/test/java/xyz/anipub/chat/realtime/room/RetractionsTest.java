package xyz.anipub.chat.realtime.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.json.PersonJson;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.realtime.node.LoopNodes;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;
import xyz.anipub.socketio.event.PlainPayloads;
import xyz.anipub.socketio.msgpack.MsgpackParser;
import xyz.anipub.socketio.packet.EncodedPacket;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.Parser;

/** Which packets say what messages said that are gone, in both formats. */
class RetractionsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Member ann = new Member(TestIds.user(), "\",\"content\":\"", "");
    private final Message message = message(1, "secret");
    private final Set<String> gone = Set.of(message.id().value());

    private Message message(long seq, String content) {
        return new Message(TestIds.message(), TestIds.room(), seq, ann, content, NOON, Optional.empty());
    }

    private void assertRetracted(boolean expected, Object payload, MessageId... ids) {
        Set<String> asked = ids.length == 0 ? gone : Set.of(ids[0].value());
        for (Parser parser : List.of(Parser.standard(), new MsgpackParser())) {
            EncodedPacket encoded =
                    parser.encode(Packet.Event.of("/", "receive_message", List.of(new PlainPayloads().write(payload))));
            String text = encoded.text();
            String said = text == null ? new String(encoded.attachments().get(0), StandardCharsets.ISO_8859_1) : text;
            assertThat(Retractions.says(said, asked)).as(said).isEqualTo(expected);
        }
    }

    @Test
    void thatOfTheMessageItself() {
        assertRetracted(true, Payloads.receivedMessage(message));
        assertRetracted(true, Payloads.changedMessage(message));
        assertRetracted(false, Payloads.receivedMessage(message(2, "other")));
    }

    @Test
    void ofOneThatQuotesIt() {
        Message answer = message(2, "yes").quoting(Quote.of(message));
        assertRetracted(true, Payloads.receivedMessage(answer));
        assertRetracted(true, Payloads.receivedMessage(answer), answer.id());
        assertRetracted(false, Payloads.receivedMessage(answer), TestIds.message());
    }

    @Test
    void butNotTheTombstone() {
        Revision deleted = new Revision(
                message.room(), message.id(), "", List.of(), new MessageState(1, Optional.empty(), true, List.of()));
        Message tombstone = message.revised(deleted);
        assertRetracted(false, Payloads.changedMessage(tombstone));
        assertRetracted(false, Payloads.receivedMessage(message(2, "yes").quoting(Quote.of(tombstone))));
    }

    @Test
    void namesOfPeopleWhoAreGoneWhereverTheyStand() {
        Message other = new Message(
                TestIds.message(),
                message.room(),
                2,
                new Member(TestIds.user(), "Bob", ""),
                "hi",
                NOON,
                Optional.empty(),
                Optional.empty(),
                List.of(new Mention(ann.id(), "Ann", List.of())),
                MessageState.POSTED);
        Revision buried = Revision.of(message).deleted();
        assertNamed(true, Payloads.receivedMessage(message));
        assertNamed(true, Payloads.receivedMessage(other));
        assertNamed(true, Payloads.changedMessage(message.revised(buried)));
        assertNamed(true, PersonJson.of(ann));
        assertNamed(false, PersonJson.of(Optional.empty(), ann.id()));
        assertNamed(false, Payloads.changedMessage(message.revised(buried.renamed("Deleted user"))));
        assertNamed(
                false,
                Payloads.receivedMessage(message.revised(Revision.of(message).renamed("Deleted user"))));
        assertNamed(
                false, Payloads.receivedMessage(other.revised(Revision.of(other).withoutPeople(Set.of(ann.id())))));
    }

    private void assertNamed(boolean expected, Object payload) {
        for (Parser parser : List.of(Parser.standard(), new MsgpackParser())) {
            EncodedPacket encoded =
                    parser.encode(Packet.Event.of("/", "receive_message", List.of(new PlainPayloads().write(payload))));
            String text = encoded.text();
            String said = text == null ? new String(encoded.attachments().get(0), StandardCharsets.ISO_8859_1) : text;
            assertThat(Retractions.names(said, Set.of(ann.id().value())))
                    .as(said)
                    .isEqualTo(expected);
        }
    }

    @Test
    void areToldOtherNodesToo() {
        LoopCluster cluster = new LoopCluster();
        Node one = new Node(cluster, "one");
        Node two = new Node(cluster, "two");
        one.retractions.retractNames(List.of(ann.id()));
        one.retractions.flush();
        two.retractions.flush();
        assertThat(one.asked).containsExactly("another everywhere");
        assertThat(two.asked).containsExactly("another here");
    }

    /** What was asked of a log, and whether of the one that all nodes share, too. */
    private final class Node {

        final List<String> asked = new ArrayList<>();
        boolean hasChores;
        CompletionStage<?> answer = CompletableFuture.completedStage(null);
        final Retractions retractions;

        Node(LoopCluster cluster, String name) {
            ManualTimers timers = new ManualTimers();
            retractions = new Retractions(
                    LoopNodes.server(timers, LoopNodes.in(cluster, name, timers)),
                    () -> hasChores,
                    (text, everywhere) -> {
                        asked.add(
                                (text.test("_id\":\"" + message.id() + "\",\"content\":\"secret\"") ? "it" : "another")
                                        + (everywhere ? " everywhere" : " here"));
                        return answer;
                    });
            retractions.watch();
        }
    }

    @Test
    void areTriedAgainAfterAFailure() {
        Node node = new Node(new LoopCluster(), "one");
        node.retractions.retract(List.of(message.id()));
        node.answer = CompletableFuture.failedStage(new IllegalStateException("Redis is away"));
        node.retractions.flush();
        node.retractions.flush();
        node.answer = CompletableFuture.completedStage(null);
        node.retractions.finish();
        node.retractions.flush();
        assertThat(node.asked).containsExactly("it everywhere", "it everywhere", "it everywhere");
    }

    @Test
    void doNotHoldUpTheEndOfANodeThatCannotDoThem() {
        Node node = new Node(new LoopCluster(), "one");
        node.retractions.retract(List.of(message.id()));
        node.answer = CompletableFuture.failedStage(new IllegalStateException("Redis is away"));
        node.retractions.finish();
        assertThat(node.asked).containsExactly("it everywhere");
    }

    @Test
    void ofANodeThatStopsAreDoneByTheOneThatHasTheChores() {
        LoopCluster cluster = new LoopCluster();
        Node stopped = new Node(cluster, "one");
        Node sweeper = new Node(cluster, "two");
        Node other = new Node(cluster, "three");
        sweeper.hasChores = true;
        stopped.retractions.retract(List.of(message.id()));
        sweeper.retractions.flush();
        other.retractions.flush();
        assertThat(sweeper.asked).containsExactly("it everywhere");
        assertThat(other.asked).containsExactly("it here");
    }

    @Test
    void andNothingThatOnlyLooksLikeIt() {
        for (String text :
                List.of("", "_id", "_id\":\"", "_id\":\"" + message.id(), "x_id" + message.id() + "content")) {
            assertThat(Retractions.says(text, gone)).as(text).isFalse();
        }
    }
}
