package xyz.anipub.chat.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import xyz.anipub.auth.token.TokensAlone;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.node.Ending;
import xyz.anipub.chat.node.EndingListener;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.node.InMemoryNodeRepository;
import xyz.anipub.chat.node.LiveNodes;

/** Two nodes over one store: a token that is revoked on the one. */
class TokenEndingsTest {

    private static final Instant UNTIL = Instant.parse("2026-01-01T12:00:00Z");

    private final InMemoryNodeRepository store = new InMemoryNodeRepository();
    private final Node one = new Node();
    private final Node other = new Node();

    private final class Node extends TokensAlone {

        final LiveNodes nodes = new LiveNodes(store);
        final List<String> heard = new ArrayList<>();
        final List<EndingListener> listeners = new ArrayList<>();
        final Endings endings = new Endings(store, nodes, listeners, number -> {});
        final TokenEndings relay = new TokenEndings(endings, this);
        boolean isAway;

        Node() {
            listeners.add(relay);
        }

        @Override
        public void revokedElsewhere(String tokenId, Instant until) {
            heard.add(tokenId + " until " + until);
        }

        @Override
        public void followOtherNodes() {
            if (isAway) {
                throw new xyz.anipub.auth.UnavailableException("away");
            }
            heard.add("all");
        }

        void turn() {
            nodes.beat();
            endings.follow();
        }
    }

    @Test
    void isRevokedOnTheOtherWithItsNextTurn() {
        one.turn();
        other.turn();
        other.heard.clear();
        store.unfollow(other.nodes.me());
        one.relay.revoked("id", UNTIL);
        store.end(one.nodes.me(), new Ending.OfListening(TestIds.room(), Optional.of(TestIds.user())));
        other.turn();
        assertThat(other.heard).containsExactly("id until " + UNTIL);
        one.turn();
        assertThat(one.heard).as("its own").containsExactly("all");
    }

    @Test
    void whatWasMissedIsReadFromTheStore() {
        other.isAway = true;
        assertThatThrownBy(other::turn).isInstanceOf(UnavailableException.class);
        other.isAway = false;
        other.relay.verifyAll();
        assertThat(other.heard).containsExactly("all");
    }
}
