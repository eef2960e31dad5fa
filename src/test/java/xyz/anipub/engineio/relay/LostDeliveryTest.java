package xyz.anipub.engineio.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.handshake.HandshakeError;

/** What becomes of a session whose answer may not have reached its client, and of an exchange at the moment of a break. */
class LostDeliveryTest extends RelayChapter {

    private static final Duration MEMORY = Duration.ofSeconds(60);

    @Test
    void hearsThatAnAnswerIsWritten() {
        fromHere().poll(reply);
        reply.writesAtOnce = false;
        session.answer(0, text("4a"), false);
        assertThat(session.deliveries).isEmpty();
        reply.writings.get(0).accept(true);
        assertThat(session.deliveries).containsExactly(true);
        timers.advance(PATIENCE);
        assertThat(session.aborts).isZero();
    }

    @Test
    void hearsThatAClientHasGoneBeforeItsAnswerWasWritten() {
        reply.writesAtOnce = false;
        Runnable abort = fromHere().poll(reply);
        session.answer(0, text("4a"), false);
        abort.run();
        reply.writings.get(0).accept(true);
        assertThat(session.deliveries).containsExactly(false);
    }

    @Test
    void hearsThatWritingHasFailed() {
        reply.writesAtOnce = false;
        fromHere().poll(reply);
        session.answer(0, text("4a"), false);
        reply.writings.get(0).accept(false);
        assertThat(session.deliveries).containsExactly(false);
    }

    @Test
    void anAnswerThatCrossesTheAbortIsLost() {
        Runnable abort = fromHere().poll(reply);
        ether.keepBack(envelope -> envelope.frame() instanceof Frame.Abort);
        abort.run();
        session.answer(0, text("4a"), false);
        ether.bringTheRest();
        assertThat(session.deliveries).containsExactly(false);
        assertThat(reply.answers).isEmpty();
    }

    @Test
    void anAnswerIsLostWithTheNodeThatShouldHaveWrittenIt() {
        reply.writesAtOnce = false;
        fromHere().poll(reply);
        session.answer(0, text("4a"), false);
        ether.lose(envelope -> true);
        timers.advance(PATIENCE);
        assertThat(session.deliveries).containsExactly(false);
    }

    @Test
    void whoAsksAgainInTheMomentOfABreakIsHeardOrToldSo() {
        RelayedSession way = fromHere();
        RecordingReply again = new RecordingReply() {
            private int times;

            @Override
            public void reject(HandshakeError error) {
                super.reject(error);
                if (times++ < 3) {
                    way.poll(this);
                }
            }
        };
        way.poll(again);
        ether.lose(envelope -> envelope.frame() instanceof Frame.Fail);
        way.fail("what the other node misses");
        ether.lose(envelope -> false);
        timers.advance(BEAT);
        assertThat(session.polls).hasSizeGreaterThan(1);
        session.answer(session.polls.size() - 1, text("4well"), false);
        assertThat(again.answers).endsWith("4well");
    }

    @Test
    void anExchangeThatFailsKeepsTheEndFromNobody() {
        for (int i = 0; i < 3; i++) {
            fromHere().poll(new RecordingReply() {
                @Override
                public void reject(HandshakeError error) {
                    throw new IllegalStateException("a fault");
                }
            });
        }
        fromHere().poll(reply);
        there.close();
        assertThat(reply.answers).containsExactly("UNKNOWN_SID");
    }

    @Test
    void aFrameThatCouldNotBeHandledBreaksTheLink() {
        session.failsAtPosts = true;
        fromHere().poll(reply);
        RelayedSession way = fromHere();
        way.beginPost();
        RecordingReply poster = new RecordingReply();
        way.post(text("4a"), poster);
        assertThat(poster.answers).containsExactly("UNKNOWN_SID");
        assertThat(reply.answers).containsExactly("UNKNOWN_SID");
    }

    @Test
    void aPostToANodeThatIsForgottenMeanwhileEnds() {
        RelayedSession way = fromHere();
        way.beginPost();
        ether.lose(envelope -> true);
        timers.advance(MEMORY);
        way.post(text("4a"), reply);
        assertThat(reply.answers).containsExactly("UNKNOWN_SID");
    }

    @Test
    void whoLeavesServesItsSessionsStill() {
        there.leave();
        fromHere().poll(reply);
        session.answer(0, text("4a"), false);
        here.leave();
        assertThat(reply.answers).containsExactly("4a");
        assertThat(here.find(sid, "192.0.2.1")).isEmpty();
    }

    @Test
    void whoLeavesEndsWhatItsClientsHaveOpen() {
        RecordingEnd client = new RecordingEnd();
        fromHere().connect(false, client);
        here.leave();
        assertThat(client.heard).containsExactly("closed 1001 another node is out of reach");
    }
}
