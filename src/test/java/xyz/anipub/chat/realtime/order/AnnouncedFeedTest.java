package xyz.anipub.chat.realtime.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;

/** What was announced and is lost is found by the beats of the nodes, or by their silence. */
class AnnouncedFeedTest extends SequencedNodes {

    @Test
    void theLastMessageThatWasLostIsDeliveredWithTheNextBeat() {
        one.listening();
        Message lost = store(1);
        other.feed.beat();
        other.feed.announced(room, lost.seq());
        other.feed.beat();
        pass(Gaps.PATIENCE);
        assertThat(one.got()).containsExactly(1L);
    }

    @Test
    void whatANodeStoredThatIsSilentNowIsLookedFor() {
        one.listening();
        other.feed.beat();
        store(1);
        pass(AnnouncedFeed.SILENCE);
        one.feed.beat();
        one.sequencer.lookForMissing();
        pass(Gaps.PATIENCE);
        assertThat(one.got()).containsExactly(1L);
    }

    @Test
    void whatANodeStoresThatCannotBeHeardIsLookedForAsLongAsItLives() {
        one.listening();
        cluster.cut();
        for (int i = 0; i < 60; i++) {
            other.nodes.beat();
            one.nodes.beat();
            pass(Duration.ofSeconds(1));
            one.feed.beat();
        }
        store(1);
        one.sequencer.lookForMissing();
        pass(Gaps.PATIENCE);
        assertThat(one.got()).containsExactly(1L);
    }

    @Test
    void whatWasStoredBeforeANodeCouldBeHeardIsLookedFor() {
        one.listening();
        store(1);
        other.feed.beat();
        one.sequencer.lookForMissing();
        pass(Gaps.PATIENCE);
        assertThat(one.got()).containsExactly(1L);
    }

    @Test
    void aBeatNamesEveryRoomHoweverManyThereAre() {
        one.listening();
        store(1);
        other.feed.beat();
        for (int i = 0; i < 2_500; i++) {
            other.feed.announced(TestIds.room(), 1);
        }
        other.feed.announced(room, 1);
        other.feed.beat();
        pass(Gaps.PATIENCE);
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
        assertThatThrownBy(one.sequencer::lookForMissing).isInstanceOf(UnavailableException.class);
        faults.back();
        one.sequencer.lookForMissing();
        pass(Gaps.PATIENCE);
        assertThat(one.got()).containsExactly(1L);
    }

    @Test
    void whoHeardEverythingAsksTheStoreNothing() {
        one.listening();
        other.listening();
        for (int i = 0; i < 21; i++) {
            other.feed.beat();
            one.feed.beat();
            pass(Duration.ofSeconds(1));
        }
        other.announce(store(1));
        other.feed.beat();
        faults.away();
        one.feed.beat();
        one.sequencer.lookForMissing();
        pass(Duration.ofSeconds(1));
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
