package xyz.anipub.engineio.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.RelayedSocket;
import xyz.anipub.engineio.RelayedSocket.Message;
import xyz.anipub.engineio.packet.PayloadBody;

class NodeRelayTest extends RelayChapter {

    private static void post(RelayedSession to, PayloadBody payload, RelayedReply reply) {
        assertThat(to.beginPost()).isTrue();
        assertThat(to.hold(payload.content().length)).isTrue();
        to.post(payload, reply);
    }

    private static List<Message> message(String text) {
        return List.of(new Message(false, text.getBytes()));
    }

    private RecordingEnd connected() {
        RecordingEnd client = new RecordingEnd();
        fromHere().connect(false, client);
        return client;
    }

    @Test
    void anIdSaysWhoseItIsAndIsASecret() {
        assertThat(sid).hasSize(20).matches("[A-Za-z0-9_-]+");
        assertThat(there.newSessionId()).startsWith(sid.substring(0, 5)).isNotEqualTo(sid);
        assertThat(here.newSessionId()).doesNotStartWith(sid.substring(0, 5));
    }

    @Test
    void carriesAPollAndItsAnswer() {
        fromHere().poll(reply);
        assertThat(reply.answers).isEmpty();
        session.answer(0, text("4hello"), true);
        assertThat(reply.answers).containsExactly("4hello compressible");
    }

    @Test
    void aPollMayWaitForLong() {
        fromHere().poll(reply);
        timers.advance(Duration.ofMinutes(1));
        assertThat(reply.answers).isEmpty();
        session.polls.get(0).refuse();
        assertThat(reply.answers).containsExactly("refused");
        assertThat(session.aborts).isZero();
    }

    @Test
    void carriesAPostOnce() {
        ether.bringEverythingTwice();
        post(fromHere(), text("4a"), reply);
        post(fromHere(), new PayloadBody("4b".getBytes(), true), reply);
        assertThat(session.posts).containsExactly("4a", "4b in binary");
        assertThat(reply.answers).containsExactly("taken", "taken");
    }

    @Test
    void carriesAWebSocketInOrder() {
        RecordingEnd client = new RecordingEnd();
        RelayedSocket end = fromHere().connect(true, client);
        end.messages(message("2probe"));
        end.messages(List.of(new Message(true, "b".getBytes()), new Message(false, "4é".getBytes())));
        session.clients.get(0).messages(message("3probe"));
        end.written();
        end.close(1001, "bye");
        assertThat(session.end.heard)
                .containsExactly("opened for text", "text 2probe", "bytes b", "text 4é", "written", "closed 1001 bye");
        assertThat(client.heard).containsExactly("text 3probe");
    }

    @Test
    void theSessionsEndClosesTheClients() {
        RecordingEnd client = connected();
        session.clients.get(0).close(1008, "enough");
        session.clients.get(0).messages(message("late"));
        assertThat(client.heard).containsExactly("closed 1008 enough");
    }

    @Test
    void saysThatAClientHasGone() {
        fromHere().poll(reply).run();
        assertThat(session.aborts).isOne();
        fromHere().fail("broken");
        assertThat(session.failures).containsExactly("broken");
    }

    @Test
    void whoAsksForASessionThatIsGoneHearsSo() {
        RecordingEnd client = new RecordingEnd();
        RelayedSession gone = here.find(there.newSessionId(), ADDRESS).orElseThrow();
        gone.poll(reply);
        post(gone, text("4a"), reply);
        gone.connect(false, client);
        assertThat(reply.answers).containsExactly("UNKNOWN_SID", "UNKNOWN_SID");
        assertThat(client.heard).containsExactly("closed 1008 Session ID unknown");
    }

    @Test
    void whoAsksForSuchSessionsAgainAndAgainIsNotHeard() {
        for (int i = 0; i < 3; i++) {
            post(here.find(there.newSessionId(), ADDRESS).orElseThrow(), text("4a"), reply);
        }
        assertThat(here.find(sid, ADDRESS)).isEmpty();
        assertThat(here.find(sid, "192.0.2.2")).isPresent();
    }

    @Test
    void nobodyIsAskedForWhatNobodyHas() {
        for (String garbage : List.of("", "x", here.newSessionId(), "a".repeat(20), sid + "x", "\u0000".repeat(20))) {
            assertThat(here.find(garbage, ADDRESS)).as(garbage).isEmpty();
        }
        assertThat(ether.carried()).isEmpty();
    }

    @Test
    void aMissingAnswerEndsAllOnBothSides() {
        RecordingEnd client = connected();
        RecordingReply waiting = new RecordingReply();
        fromHere().poll(waiting);
        fromHere().poll(reply);
        ether.lose(envelope -> envelope.frame() instanceof Frame.Answer);
        session.answer(1, text("4lost"), false);
        assertThat(reply.answers).isEmpty();
        timers.advance(BEAT);
        assertThat(reply.answers).containsExactly("UNKNOWN_SID");
        assertThat(waiting.answers).containsExactly("UNKNOWN_SID");
        assertThat(client.heard).containsExactly("closed 1001 another node is out of reach");
        assertThat(session.end.heard).containsExactly("opened", "closed 1001 another node is out of reach");
        assertThat(session.aborts).isOne();
    }

    @Test
    void aMissingQuestionEndsIt() {
        ether.lose(envelope -> envelope.frame() instanceof Frame.Poll);
        fromHere().poll(reply);
        timers.advance(BEAT);
        assertThat(reply.answers).containsExactly("UNKNOWN_SID");
    }

    @Test
    void goesOnAfterALoss() {
        fromHere().poll(reply);
        ether.lose(envelope -> envelope.frame() instanceof Frame.Answer);
        session.answer(0, text("4lost"), false);
        ether.lose(envelope -> false);
        timers.advance(BEAT);
        for (int i = 0; i < 3; i++) {
            post(fromHere(), text("4" + i), reply);
            timers.advance(PATIENCE);
        }
        assertThat(session.posts).containsExactly("40", "41", "42");
        assertThat(reply.answers).containsExactly("UNKNOWN_SID", "taken", "taken", "taken");
    }

    @Test
    void thatSomethingIsMissingIsSaidUntilItIsHeard() {
        fromHere().poll(reply);
        ether.lose(envelope -> envelope.frame() instanceof Frame.Answer || envelope.frame() instanceof Frame.Lost);
        session.answer(0, text("4lost"), false);
        timers.advance(BEAT);
        timers.advance(BEAT);
        assertThat(reply.answers).containsExactly("UNKNOWN_SID");
        assertThat(here.find(sid, ADDRESS)).isEmpty();
        ether.lose(envelope -> false);
        timers.advance(BEAT);
        RecordingReply afterwards = new RecordingReply();
        post(fromHere(), text("4a"), afterwards);
        assertThat(afterwards.answers).containsExactly("taken");
    }

    @Test
    void whatComesAfterTheEndIsNotTaken() {
        post(fromHere(), text("4early"), new RecordingReply());
        ether.keepBack(envelope -> true);
        post(fromHere(), text("4late"), reply);
        ether.lose(envelope -> envelope.frame() instanceof Frame.Here);
        timers.advance(PATIENCE);
        assertThat(reply.answers).containsExactly("UNKNOWN_SID");
        assertThat(here.find(sid, ADDRESS)).isEmpty();
        ether.bringTheRest();
        ether.lose(envelope -> false);
        timers.advance(BEAT);
        timers.advance(BEAT);
        RecordingReply afterwards = new RecordingReply();
        post(fromHere(), text("4new"), afterwards);
        assertThat(afterwards.answers).containsExactly("taken");
        assertThat(session.posts).containsExactly("4early", "4new");
    }

    @Test
    void aNodeThatIsSilentIsTakenForDead() {
        RecordingEnd client = connected();
        fromHere().poll(reply);
        ether.lose(envelope -> true);
        timers.advance(PATIENCE);
        assertThat(reply.answers).containsExactly("UNKNOWN_SID");
        assertThat(client.heard).containsExactly("closed 1001 another node is out of reach");
        assertThat(session.end.heard).endsWith("closed 1001 another node is out of reach");
        assertThat(session.aborts).isOne();
        assertThat(here.find(sid, ADDRESS)).isEmpty();
        ether.lose(envelope -> false);
        timers.advance(BEAT);
        post(fromHere(), text("4back"), reply);
        assertThat(session.posts).containsExactly("4back");
    }

    @Test
    void aPostIsNotWaitedForForLong() {
        session.takesPosts = false;
        post(fromHere(), text("4a"), reply);
        timers.advance(PATIENCE);
        assertThat(reply.answers).containsExactly("UNKNOWN_SID");
    }

    @Test
    void aNodeThatEndsSaysSo() {
        fromHere().poll(reply);
        there.close();
        assertThat(reply.answers).containsExactly("UNKNOWN_SID");
        assertThat(session.aborts).isOne();
        assertThat(here.find(sid, ADDRESS)).isEmpty();
    }

    @Test
    void soManyMayBeOpen() {
        RelayedSession elsewhere = fromHere();
        for (int i = 0; i < MAX_OPEN; i++) {
            elsewhere.poll(new RecordingReply());
        }
        RecordingEnd client = new RecordingEnd();
        elsewhere.poll(reply);
        elsewhere.connect(false, client);
        assertThat(reply.answers).containsExactly("FORBIDDEN");
        assertThat(client.heard).containsExactly("closed 1008 Forbidden");
        session.polls.get(0).refuse();
        elsewhere.poll(reply);
        assertThat(reply.answers).hasSize(1);
    }

    @Test
    void whatIsTooLongEndsItsSession() {
        RecordingEnd client = connected();
        fromHere().poll(reply);
        String longest = "4".repeat(LONGEST);
        session.answer(0, text(longest), false);
        session.clients.get(0).messages(message(longest));
        assertThat(reply.answers).containsExactly("UNKNOWN_SID");
        assertThat(session.deliveries).containsExactly(false);
        assertThat(client.heard).containsExactly("closed 1001 another node is out of reach");
        assertThat(session.end.heard).endsWith("closed 1011 too much for other nodes");
    }

    @Test
    void garbageHarmsNothing() {
        RecordingEnd client = connected();
        fromHere().poll(reply);
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            byte[] garbage = new byte[random.nextInt(100)];
            random.nextBytes(garbage);
            ether.plant(garbage);
        }
        ether.plant(new byte[LONGEST + 1]);
        for (Frame frame : FrameCodecTest.all()) {
            for (long exchange : List.of(-7L, 0L, 7L, Long.MIN_VALUE)) {
                byte[] foreign = FrameCodec.encode("_____", exchange, frame);
                FrameCodec.count(foreign, 1, 1);
                ether.plant(foreign);
            }
        }
        byte[] tooLong = FrameCodec.encode("-----", 7, new Frame.Post(sid, text("4".repeat(LONGEST))));
        FrameCodec.count(tooLong, 1, 1);
        ether.plant(tooLong);
        assertThat(session.posts).isEmpty();
        session.answer(0, text("4well"), false);
        session.clients.get(0).messages(message("4well"));
        timers.advance(PATIENCE);
        assertThat(reply.answers).containsExactly("4well");
        assertThat(client.heard).containsExactly("text 4well");
    }

    @Test
    void repliesThatNobodyAskedForAreNotHeard() {
        fromHere().poll(reply);
        RelayedReply late = session.polls.get(0);
        late.refuse();
        late.answer(text("4again"), false, isWritten -> {});
        late.refuse();
        assertThat(reply.answers).containsExactly("refused");
        assertThat(session.failures).isEmpty();
    }
}
