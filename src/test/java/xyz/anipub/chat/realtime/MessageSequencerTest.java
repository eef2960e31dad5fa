package xyz.anipub.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.auth.Tokens;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.message.InMemoryMessageRepository;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.room.Member;
import xyz.anipub.chat.room.RoomLanes;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineConfig;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.socketio.SocketLimits;
import xyz.anipub.socketio.SocketServer;
import xyz.anipub.socketio.SocketServerConfig;
import xyz.anipub.socketio.adapter.InMemoryAdapter;
import xyz.anipub.socketio.adapter.cluster.ClusterAdapter;
import xyz.anipub.socketio.adapter.cluster.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.ClusterMeter;
import xyz.anipub.socketio.adapter.cluster.ClusterThreads;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.testing.SettableClock;

/** Nodes in one process, joined by a loop, and their store: what a socket gets of a room, whatever is announced how. */
class MessageSequencerTest {

    private final LoopCluster cluster = new LoopCluster();
    private final StoreFaults faults = new StoreFaults();
    private final InMemoryMessageRepository messages = new InMemoryMessageRepository(faults);
    private final ManualTimers timers = new ManualTimers();
    private final RoomId room = TestIds.room();
    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Node one = new Node();
    private final Node other = new Node();

    private final class Node {

        final SocketServer server = new SocketServer(
                new SocketServerConfig(
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(10),
                        3,
                        new PacketLimits(2, 10, 20),
                        new SocketLimits(Duration.ofSeconds(30), 1, 20, 1, true)),
                EngineThreads.of(Runnable::run, new ManualTimers()),
                (name, emitter) -> new ClusterAdapter(
                        name,
                        emitter,
                        new InMemoryAdapter(emitter, 20),
                        cluster.join(name, NodeId.fresh().value()),
                        ClusterLimits.standard(),
                        new ClusterThreads(Runnable::run, timers),
                        new ClusterMeter()));
        final MessageSequencer sequencer = new MessageSequencer(
                server,
                messages,
                new RoomLanes(Runnable::run, 1),
                new ChatSockets(server, new Tokens() {}, SettableClock.pastNoon(), UserLimits.standard()),
                timers);
        final AnnouncedFeed feed = new AnnouncedFeed(server, sequencer, NodeId.fresh(), timers::nanoTime);
        final ChatPeer listener;

        Node() {
            sequencer.watch();
            feed.watch();
            server.of("/").onConnection(socket -> socket.join(room.value()));
            listener = new ChatPeer(new Engine(EngineConfig.standard(), server, Runnable::run, new ManualTimers()));
        }

        Node listening() {
            sequencer.open(room);
            listener.say("0");
            listener.take();
            return this;
        }

        void announce(Message... announced) {
            sequencer.announce(room, List.of(announced));
            feed.announced(room, announced[announced.length - 1].seq());
        }

        /** The seqs of what the listener has got since the last call. */
        List<Long> got() {
            List<Long> seqs = new ArrayList<>();
            for (String packet : listener.take()) {
                seqs.add(Long.valueOf(packet.replaceAll(".*\"seq\":(\\d+).*", "$1")));
            }
            return seqs;
        }
    }

    private Message store(long seq) {
        Message message = message(seq, "message " + seq, MessageState.POSTED);
        messages.append(List.of(message));
        return message;
    }

    private Message message(long seq, String content, MessageState state) {
        return new Message(
                TestIds.message(),
                room,
                seq,
                ann,
                content,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                state);
    }

    private void pass(Duration time) {
        timers.advance(time);
    }

    @Test
    void messagesInOrderAreDeliveredAtOnceEverywhere() {
        one.listening();
        other.listening();
        one.announce(store(1), store(2));
        other.announce(store(3));
        assertThat(one.got()).containsExactly(1L, 2L, 3L);
        assertThat(other.got()).containsExactly(1L, 2L, 3L);
        assertThat(timers.pending()).isZero();
    }

    @Test
    void aMessageBeforeItsTurnWaitsForThoseBeforeIt() {
        one.listening();
        other.listening();
        Message first = store(1);
        one.announce(store(2));
        assertThat(one.got()).as("its own node").isEmpty();
        assertThat(other.got()).as("another node").isEmpty();
        other.announce(first);
        assertThat(one.got()).containsExactly(1L, 2L);
        assertThat(other.got()).containsExactly(1L, 2L);
    }

    @Test
    void whatNobodyAnnouncesIsReadFromTheStore() {
        one.listening();
        other.listening();
        store(1);
        store(2);
        other.announce(store(3));
        pass(MessageSequencer.PATIENCE.minusMillis(1));
        assertThat(one.got()).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(one.got()).containsExactly(1L, 2L, 3L);
        assertThat(other.got()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void nothingIsDeliveredTwice() {
        one.listening();
        Message late = store(1);
        Message second = store(2);
        other.announce(second);
        pass(MessageSequencer.PATIENCE);
        other.announce(late);
        one.announce(late);
        one.announce(second);
        assertThat(one.got()).containsExactly(1L, 2L);
    }

    @Test
    void whatWasStoredBeforeAnybodyListenedIsNotAnnouncedToWhoCameLater() {
        Message before = store(1);
        one.listening();
        one.announce(before);
        other.announce(before);
        other.announce(store(2));
        assertThat(one.got()).containsExactly(2L);
    }

    @Test
    void whileTheStoreIsAwayMessagesWaitAndAreDeliveredWhenItIsBack() {
        one.listening();
        store(1);
        other.announce(store(2));
        faults.away();
        pass(Duration.ofSeconds(10));
        assertThat(one.got()).isEmpty();
        faults.back();
        pass(Duration.ofSeconds(1));
        assertThat(one.got()).containsExactly(1L, 2L);
        assertThat(timers.pending()).isZero();
    }

    @Test
    void nobodyEntersARoomOfWhichTheStoreDoesNotAnswerWhereItIs() {
        faults.away();
        assertThatThrownBy(() -> one.sequencer.open(room)).isInstanceOf(UnavailableException.class);
        faults.back();
        one.listening();
        other.announce(store(1));
        assertThat(one.got()).containsExactly(1L);
    }

    @Test
    void howeverMuchIsMissingItComesInOrderAndOnlySomeOfItIsHeld() {
        one.listening();
        List<Message> all =
                LongStream.rangeClosed(1, 1_000).mapToObj(this::store).toList();
        all.subList(1, all.size()).forEach(other::announce);
        assertThat(one.got()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(one.got())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1_000).boxed().toList());
    }

    @Test
    void whatIsAnnouncedAndNotStoredIsNoMessageAndStopsNothing() {
        one.listening();
        other.announce(message(Long.MAX_VALUE, "forged", MessageState.POSTED));
        pass(MessageSequencer.PATIENCE);
        other.announce(store(1));
        pass(MessageSequencer.PATIENCE);
        assertThat(one.got()).containsExactly(1L);
        assertThat(timers.pending()).isZero();
    }

    @Test
    void aHoleInTheStoreItselfIsPassedOver() {
        one.listening();
        store(3);
        other.announce(store(4));
        pass(MessageSequencer.PATIENCE);
        assertThat(one.got()).containsExactly(3L, 4L);
    }

    @Test
    void aMessageThatIsChangedWhileItWaitsIsDeliveredAsItIsNow() {
        one.listening();
        store(1);
        Message second = message(2, "as it was", MessageState.POSTED);
        other.announce(second);
        messages.append(List.of(message(2, "as it is", MessageState.POSTED)));
        one.sequencer.changed(room, 2);
        pass(MessageSequencer.PATIENCE);
        assertThat(one.listener.take()).hasSize(2).last().asString().contains("as it is");
    }

    @Test
    void aChangeOnAnotherNodeCountsAsOneHere() {
        one.listening();
        store(1);
        other.announce(message(2, "as it was", MessageState.POSTED));
        messages.append(List.of(message(2, "as it is", MessageState.POSTED)));
        other.server.of("/").to(room.value()).emit(EventNames.MESSAGE_CHANGED, Map.of("room", room.value(), "seq", 2));
        pass(MessageSequencer.PATIENCE);
        assertThat(one.listener.take())
                .filteredOn(packet -> packet.contains(EventNames.RECEIVE_MESSAGE))
                .hasSize(2)
                .last()
                .asString()
                .contains("as it is");
    }

    @Test
    void otherEventsOfOtherNodesAreNotHeldBack() {
        one.listening();
        for (Object payload : List.of("no message", Map.of("seq", "one"), Map.of("seq", 1.5), Map.of())) {
            other.server.of("/").to(room.value()).emit(EventNames.RECEIVE_MESSAGE, payload);
        }
        other.server.of("/").to(room.value()).emit("typing", Map.of("seq", 7));
        other.server.of("/").to(room.value(), "elsewhere").emit(EventNames.RECEIVE_MESSAGE, Map.of("seq", 7));
        other.server.of("/").emit(EventNames.RECEIVE_MESSAGE, Map.of("seq", 7));
        assertThat(one.listener.take()).hasSize(7);
    }

    @Test
    void theLastMessageThatWasLostIsDeliveredWithTheNextBeat() {
        one.listening();
        Message lost = store(1);
        other.feed.beat();
        other.feed.announced(room, lost.seq());
        other.feed.beat();
        pass(MessageSequencer.PATIENCE);
        assertThat(one.got()).containsExactly(1L);
    }

    @Test
    void whatANodeStoredThatIsSilentNowIsLookedFor() {
        one.listening();
        other.feed.beat();
        store(1);
        pass(AnnouncedFeed.SILENCE);
        one.feed.beat();
        one.sequencer.verify();
        pass(MessageSequencer.PATIENCE);
        assertThat(one.got()).containsExactly(1L);
    }

    @Test
    void whoMissedABeatLooksIntoTheStoreOnceItAnswers() {
        one.listening();
        other.feed.beat();
        store(1);
        cluster.cut();
        other.feed.beat();
        cluster.heal();
        other.feed.beat();
        faults.away();
        assertThatThrownBy(one.sequencer::verify).isInstanceOf(UnavailableException.class);
        faults.back();
        one.sequencer.verify();
        pass(MessageSequencer.PATIENCE);
        assertThat(one.got()).containsExactly(1L);
    }

    @Test
    void whoHeardEverythingAsksTheStoreNothing() {
        one.listening();
        other.listening();
        other.feed.beat();
        other.announce(store(1));
        other.feed.beat();
        faults.away();
        one.feed.beat();
        one.sequencer.verify();
        pass(Duration.ofSeconds(1));
        assertThat(one.got()).containsExactly(1L);
    }

    @Test
    void aRoomWhereNobodyListensIsForgotten() {
        one.sequencer.open(room);
        one.sequencer.forgetUnused();
        one.sequencer.open(room);
        one.sequencer.forgetUnused();
        faults.watch(call -> {
            throw new AssertionError("known: " + call);
        });
        one.sequencer.open(room);
        one.sequencer.forgetUnused();
        one.sequencer.forgetUnused();
        assertThatThrownBy(() -> one.sequencer.open(room)).hasMessageContaining("lastSeq");
    }

    @Test
    void aRoomThatHasEndedIsForgotten() {
        one.listening();
        other.announce(message(2, "before its turn", MessageState.POSTED));
        one.sequencer.close(room);
        pass(Duration.ofSeconds(1));
        other.announce(message(1, "straight on", MessageState.POSTED));
        assertThat(one.got()).containsExactly(1L);
    }

    @Test
    void beatsThatCannotBeReadAreDropped() {
        one.listening();
        store(1);
        for (Object beat : List.of(
                "text",
                Map.of(),
                Map.of("node", "n", "number", 1),
                Map.of("node", "n", "number", "x", "rooms", Map.of()),
                Map.of("node", "m", "number", 1, "rooms", Map.of(room.value(), "x", "no room", 1)))) {
            other.server.of("/").serverSideEmit("anipub:announced", beat);
        }
        pass(Duration.ofSeconds(1));
        assertThat(one.got()).isEmpty();
        other.feed.announced(room, 1);
        other.feed.beat();
        pass(Duration.ofSeconds(1));
        assertThat(one.got()).containsExactly(1L);
    }
}
