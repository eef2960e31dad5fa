package xyz.anipub.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.cdi.AnnotatedHandlersTest.User;
import xyz.anipub.socketio.event.InvalidArgumentException;
import xyz.anipub.socketio.server.Peer;
import xyz.anipub.socketio.server.ServerFixture;

/** Who annotated methods are told is calling. */
class PrincipalTest {

    private final ServerFixture fixture = new ServerFixture();
    private final AnnotatedHandlers handlers = new AnnotatedHandlers(new JsonbPayloads(), Map.of());

    @SocketNamespace
    static class NeedsPrincipal {
        @OnEvent("who")
        String who(Principal caller) {
            return caller.getName();
        }

        @OnFailure
        String invalid(InvalidArgumentException failure) {
            return "invalid";
        }
    }

    @SocketNamespace
    static class ForUsers {
        final List<String> heard = new ArrayList<>();

        @BeforeConnect
        void require(User caller) {
            heard.add(caller.getName());
        }
    }

    @Test
    void aPrincipalThatNobodyAttachedIsTheContainers() {
        ForUsers forUsers = new ForUsers();
        handlers.declare(fixture.server, forUsers);
        handlers.declare(fixture.server, new NeedsPrincipal());
        Peer ann = fixture.peer(new User("ann"));
        ann.join();
        ann.say("21[\"who\"]");
        assertThat(forUsers.heard).containsExactly("ann");
        assertThat(ann.take()).containsExactly("31[\"ann\"]");
    }

    @Test
    void aCheckThatTakesAPrincipalRefusesWhereThereIsNoneOfItsClass() {
        ForUsers forUsers = new ForUsers();
        handlers.declare(fixture.server, forUsers);
        for (Peer stranger : List.of(fixture.peer(), fixture.peer(() -> "no user"))) {
            stranger.say("0");
            assertThat(stranger.take()).containsExactly("4{\"message\":\"unauthorized\"}");
        }
        assertThat(forUsers.heard).isEmpty();
    }

    @Test
    void aPrincipalThatNobodyAttachedIsABug() {
        handlers.declare(fixture.server, new NeedsPrincipal());
        Peer anybody = fixture.joinedPeer();
        anybody.take();
        anybody.say("21[\"who\"]");
        assertThat(anybody.take()).singleElement().asString().contains("internal");
    }
}
