package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.message.Message;

/** When a post needs no question for the membership of its sender, and when it does. */
class MembershipProofTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();
    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void beAlone() {
        node.nodes.beat();
        cluster.faults.watch(calls::add);
    }

    @Test
    void isPresenceForWhoListens() {
        node.emit(cluster.room, cluster.ann, "hello").join();
        assertThat(calls).doesNotContain("membersAmong");
    }

    @Test
    void isTheLastAnswerOfTheStoreForTwoSeconds() {
        node.send(cluster.room, cluster.bob, "1", "c1").join();
        assertThat(asked()).isEqualTo(1);
        cluster.run(Duration.ofMillis(1999));
        node.nodes.beat();
        node.send(cluster.room, cluster.bob, "2", "c2").join();
        assertThat(asked()).isEqualTo(1);
        cluster.run(Duration.ofMillis(1));
        node.nodes.beat();
        node.send(cluster.room, cluster.bob, "3", "c3").join();
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void endsWithTheMembership() {
        node.send(cluster.room, cluster.bob, "1", "c1").join();
        node.rooms.leave(cluster.room, cluster.bob.id());
        assertRefused(node.send(cluster.room, cluster.bob, "2", "c2"));
    }

    @Test
    void endsWithTheRoom() {
        node.send(cluster.room, cluster.bob, "1", "c1").join();
        cluster.rooms.removeMember(cluster.room, cluster.bob.id());
        node.known.ended(cluster.room);
        assertRefused(node.send(cluster.room, cluster.bob, "2", "c2"));
    }

    @Test
    void isNoQuestionThatWasAskedOutsideOfTheLane() {
        node.known.seen(cluster.room, cluster.bob.id());
        assertThat(node.known.isKnown(cluster.room, cluster.bob.id())).isTrue();
        assertThat(node.known.isProven(cluster.room, cluster.bob.id())).isFalse();
    }

    @Test
    void isNeitherBesideAnotherNodeThroughWhichSomebodyMayLeave() {
        Node other = cluster.node();
        node.send(cluster.room, cluster.bob, "1", "c1").join();
        other.rooms.leave(cluster.room, cluster.ann.id());
        other.rooms.leave(cluster.room, cluster.bob.id());
        assertRefused(node.emit(cluster.room, cluster.ann, "2"));
        assertRefused(node.send(cluster.room, cluster.bob, "2", "c2"));
    }

    @Test
    void isNeitherWhileItIsNotKnownWhetherThereAreOthers() {
        node.send(cluster.room, cluster.bob, "1", "c1").join();
        cluster.run(Duration.ofSeconds(2));
        cluster.rooms.removeMember(cluster.room, cluster.ann.id());
        assertRefused(node.emit(cluster.room, cluster.ann, "2"));
    }

    private long asked() {
        return calls.stream().filter("membersAmong"::equals).count();
    }

    private static void assertRefused(CompletableFuture<Message> post) {
        assertThatThrownBy(post::join).hasCauseInstanceOf(NotAMemberException.class);
    }
}
