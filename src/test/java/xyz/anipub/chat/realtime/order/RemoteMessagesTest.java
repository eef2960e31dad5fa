package xyz.anipub.chat.realtime.order;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.socketio.event.RemoteBroadcast;

/** Several announcements that have come from other nodes together. */
class RemoteMessagesTest extends SequencedNodes {

    private final RemoteMessages remote = new RemoteMessages(one.sequencer);
    private final List<String> delivered = new ArrayList<>();

    @BeforeEach
    void listen() {
        one.listening();
    }

    private RemoteBroadcast announcement(String event, long seq) {
        return new RemoteBroadcast(
                event,
                List.of(Json.createObjectBuilder().add("seq", seq).build()),
                Set.of(room.value()),
                Set.of(),
                () -> delivered.add("one"));
    }

    private boolean together(long... seqs) {
        return remote.handleTogether(
                LongStream.of(seqs)
                        .mapToObj(seq -> announcement(EventNames.RECEIVE_MESSAGE, seq))
                        .toList(),
                () -> delivered.add("all"));
    }

    @Test
    void thoseThatFollowEachOtherGoInOnePiece() {
        assertThat(together(1, 2, 3)).isTrue();
        assertThat(together(4, 5)).isTrue();
        assertThat(delivered).containsExactly("all", "all");
        other.announce(store(6));
        assertThat(one.got()).containsExactly(6L);
    }

    @Test
    void whatIsNotNextGoesOneByOne() {
        assertThat(together(2, 3)).isFalse();
        assertThat(together(1, 3)).isFalse();
        assertThat(together(2, 1)).isFalse();
        assertThat(together(1, 2)).isTrue();
        assertThat(together(1, 2)).isFalse();
        assertThat(together(2, 3)).isFalse();
        assertThat(delivered).containsExactly("all");
    }

    @Test
    void whatStandsBehindSomethingThatWaitsGoesOneByOne() {
        other.announce(message(2, "early", MessageState.POSTED));
        assertThat(together(1, 2)).isFalse();
        assertThat(remote.handle(announcement(EventNames.RECEIVE_MESSAGE, 1))).isTrue();
        assertThat(delivered).isEmpty();
        assertThat(one.got()).containsExactly(1L, 2L);
        assertThat(together(3, 4)).isTrue();
    }

    @Test
    void onlyMessagesDo() {
        assertThat(remote.handleTogether(
                        List.of(
                                announcement(EventNames.RECEIVE_MESSAGE, 1),
                                announcement(EventNames.MESSAGE_CHANGED, 2)),
                        () -> delivered.add("all")))
                .isFalse();
        assertThat(delivered).isEmpty();
    }
}
