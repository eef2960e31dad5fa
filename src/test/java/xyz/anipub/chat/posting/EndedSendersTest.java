package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.message.Message;

/** What was stored before its sender was put out is answered and announced; nothing else is. */
class EndedSendersTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();

    @Test
    void areAnsweredWhatTheyHadStored() {
        Message inOneStep = node.send(cluster.room, cluster.ann, "one", "c1").join();
        Message inTwoSteps = node.store(cluster.room, cluster.ann, "two").join();
        Message named = node.store(cluster.room, cluster.ann, "three").join();
        node.rooms.putOut(cluster.room, cluster.ann.id());

        assertThat(node.send(cluster.room, cluster.ann, "one", "c1").join()).isEqualTo(inOneStep);
        assertThat(node.emit(cluster.room, cluster.ann, "two").join()).isEqualTo(inTwoSteps);
        assertThat(node.emit(cluster.room, cluster.ann, named).join()).isEqualTo(named);
        assertThatThrownBy(() -> node.emit(cluster.room, cluster.ann, "two").join())
                .hasCauseInstanceOf(NotAMemberException.class);
        assertThatThrownBy(() -> node.send(cluster.room, cluster.ann, "four", "c4").join())
                .hasCauseInstanceOf(NotAMemberException.class);
        assertThatThrownBy(() -> node.store(cluster.room, cluster.ann, "five").join())
                .hasCauseInstanceOf(NotAMemberException.class);
        assertThat(cluster.messages.lastSeq(cluster.room)).isEqualTo(3);
    }
}
