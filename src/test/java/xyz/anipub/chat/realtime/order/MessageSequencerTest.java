package xyz.anipub.chat.realtime.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.realtime.wire.EventNames;

/** What a socket gets of a room, whatever is announced how. */
class MessageSequencerTest extends SequencedNodes {

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
        pass(Gaps.PATIENCE.minusMillis(1));
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
        pass(Gaps.PATIENCE);
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
        assertThatThrownBy(() -> one.sequencer.follow(room)).isInstanceOf(UnavailableException.class);
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
        pass(Gaps.PATIENCE);
        other.announce(store(1));
        pass(Gaps.PATIENCE);
        assertThat(one.got()).containsExactly(1L);
        assertThat(timers.pending()).isZero();
    }

    @Test
    void aHoleInTheStoreItselfIsPassedOver() {
        one.listening();
        store(3);
        other.announce(store(4));
        pass(Gaps.PATIENCE);
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
        pass(Gaps.PATIENCE);
        assertThat(one.listener.take()).hasSize(2).last().asString().contains("as it is");
    }

    @Test
    void aChangeOnAnotherNodeCountsAsOneHere() {
        one.listening();
        store(1);
        other.announce(message(2, "as it was", MessageState.POSTED));
        messages.append(List.of(message(2, "as it is", MessageState.POSTED)));
        other.server.of("/").to(room.value()).emit(EventNames.MESSAGE_CHANGED, Map.of("room", room.value(), "seq", 2));
        pass(Gaps.PATIENCE);
        assertThat(one.listener.take())
                .filteredOn(packet -> packet.contains(EventNames.RECEIVE_MESSAGE))
                .hasSize(2)
                .last()
                .asString()
                .contains("as it is");
    }

    @Test
    void aMessageThatIsChangedWhileItIsReadIsReadAgain() {
        one.listening();
        store(1);
        messages.append(List.of(message(2, "as it was", MessageState.POSTED)));
        faults.watch(call -> {
            if (call.equals("after done")) {
                faults.back();
                messages.forget(room);
                store(1);
                messages.append(List.of(message(2, "as it is", MessageState.POSTED)));
                one.sequencer.changed(room, 2);
            }
        });
        one.sequencer.stored(room, 2);
        pass(Duration.ofSeconds(1));
        assertThat(one.listener.take()).hasSize(2).last().asString().contains("as it is");
    }

    @Test
    void whatCannotBeReadAtAllIsPassedOver() {
        one.listening();
        faults.watch(call -> {
            if (call.equals("after")) {
                throw new IllegalStateException("a document that nobody understands");
            }
        });
        other.announce(message(2, "behind it", MessageState.POSTED));
        pass(Gaps.PATIENCE);
        assertThat(one.got()).containsExactly(2L);
        assertThat(timers.pending()).isZero();
    }

    @Test
    void whatIsAnnouncedWhileTheFirstOneEntersIsNotLostAndNotShownTwice() {
        Message known = store(1);
        faults.watch(call -> {
            if (call.equals("lastSeq done")) {
                faults.back();
                other.announce(known);
                other.announce(store(2));
            }
        });
        one.listening();
        other.announce(store(3));
        assertThat(one.got()).containsExactly(3L);
        assertThat(timers.pending()).as("nothing was missing").isZero();
    }

    @Test
    void anUnannouncedMessageGoesWithWhatIsAnnouncedBehindIt() {
        one.listening();
        other.listening();
        Message first = store(1);
        one.sequencer.unannounced(room, first);
        pass(Duration.ofSeconds(1));
        assertThat(one.got()).isEmpty();
        one.announce(store(2));
        assertThat(one.got()).containsExactly(1L, 2L);
        assertThat(other.got()).containsExactly(1L, 2L);
        one.announce(first);
        pass(Gaps.PATIENCE);
        assertThat(one.got()).isEmpty();
        assertThat(other.got()).isEmpty();
        assertThat(timers.pending()).isZero();
    }

    @Test
    void anUnannouncedMessageIsDeliveredWhenItIsAnnounced() {
        one.listening();
        Message first = store(1);
        one.sequencer.unannounced(room, first);
        one.announce(first);
        assertThat(one.got()).containsExactly(1L);
    }

    @Test
    void aRoomWhoseDatabaseWasSetBackGoesOn() {
        one.listening();
        for (long seq = 1; seq <= 5; seq++) {
            one.announce(store(seq));
        }
        assertThat(one.got()).hasSize(5);
        messages.forget(room);
        store(1);
        lookAndLookAgain();
        one.announce(store(2));
        assertThat(one.got()).containsExactly(2L);
    }

    private void lookAndLookAgain() {
        one.sequencer.forgetUnused();
        one.sequencer.lookForMissing();
        pass(RoomSequence.LAG);
        one.sequencer.lookForMissing();
    }

    @Test
    void aDatabaseThatIsBehindForAMomentSetsNothingBack() {
        one.listening();
        Message first = store(1);
        Message second = store(2);
        one.announce(first, second);
        assertThat(one.got()).containsExactly(1L, 2L);
        messages.forget(room);
        messages.append(List.of(first));
        one.sequencer.forgetUnused();
        one.sequencer.lookForMissing();
        messages.append(List.of(second));
        pass(RoomSequence.LAG);
        one.sequencer.lookForMissing();
        other.announce(second);
        one.announce(store(3));
        assertThat(one.got()).containsExactly(3L);
    }

    @Test
    void aForgedMessageDoesNotSilenceARoomForGood() {
        one.listening();
        other.announce(message(1, "forged", MessageState.POSTED));
        other.announce(message(2, "forged", MessageState.POSTED));
        one.got();
        lookAndLookAgain();
        one.announce(store(1));
        assertThat(one.got()).containsExactly(1L);
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
    void aRoomWhereNobodyListensIsForgotten() {
        one.sequencer.follow(room);
        one.sequencer.forgetUnused();
        one.sequencer.follow(room);
        one.sequencer.forgetUnused();
        faults.watch(call -> {
            throw new AssertionError("known: " + call);
        });
        one.sequencer.follow(room);
        one.sequencer.forgetUnused();
        one.sequencer.forgetUnused();
        assertThatThrownBy(() -> one.sequencer.follow(room)).hasMessageContaining("lastSeq");
    }

    @Test
    void aRoomThatHasEndedIsForgotten() {
        one.listening();
        other.announce(message(2, "before its turn", MessageState.POSTED));
        one.sequencer.ended(room);
        pass(Duration.ofSeconds(1));
        other.announce(message(1, "straight on", MessageState.POSTED));
        assertThat(one.got()).containsExactly(1L);
    }
}
