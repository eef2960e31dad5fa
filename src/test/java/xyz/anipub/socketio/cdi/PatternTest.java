package xyz.anipub.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.cdi.AnnotatedHandlersTest.Login;
import xyz.anipub.socketio.cdi.AnnotatedHandlersTest.User;
import xyz.anipub.socketio.server.Peer;
import xyz.anipub.socketio.server.ServerFixture;

/** Annotated methods in namespaces that clients bring into being. */
class PatternTest {

    private final ServerFixture fixture = new ServerFixture();
    private final AnnotatedHandlers handlers = new AnnotatedHandlers(new JsonbPayloads(), Map.of());

    @SocketNamespace(pattern = "/game-\\d+")
    static class Game {
        final List<String> heard = new ArrayList<>();

        @BeforeConnect
        User identify(Login login) {
            return new User(login.name());
        }

        @OnEvent("move")
        String move(Namespace game, User caller, String to) {
            return caller.getName() + " to " + to + " in " + game.name();
        }

        @OnFailure
        String refuse(Throwable bug) {
            return "bug";
        }

        @OnDisconnect
        void leave(Namespace game, Principal caller) {
            heard.add(caller.getName() + " left " + game.name());
        }
    }

    @SocketNamespace(pattern = "/game-\\d+")
    static class Referee {
        @OnEvent("fail")
        void fail() {
            throw new IllegalStateException("asked for");
        }
    }

    @Test
    void classesWithTheSamePatternServeTheNamespacesThatClientsName() {
        Game game = new Game();
        handlers.declare(fixture.server, game);
        handlers.declare(fixture.server, new Referee());
        for (String namespace : List.of("/game-1", "/game-2")) {
            Peer ann = fixture.peer();
            ann.say("0" + namespace + ",{\"name\":\"ann\"}").take();
            ann.say("2" + namespace + ",1[\"move\",\"c4\"]").say("2" + namespace + ",2[\"fail\"]");
            assertThat(ann.take())
                    .containsExactly(
                            "3" + namespace + ",1[\"ann to c4 in " + namespace + "\"]",
                            "3" + namespace + ",2[\"bug\"]");
            ann.drop(CloseReason.TRANSPORT_CLOSE);
        }
        assertThat(game.heard).containsExactly("ann left /game-1", "ann left /game-2");
        Peer lost = fixture.peer();
        lost.say("0/game-x,");
        assertThat(lost.take()).containsExactly("4/game-x,{\"message\":\"Invalid namespace\"}");
    }

    @SocketNamespace(value = "/chat", pattern = "/chat-.*")
    static class NameAndPattern {}

    @SocketNamespace(pattern = "/(")
    static class NoPattern {}

    @Test
    void aClassThatCanBePutNowhereIsNamed() {
        assertThatThrownBy(() -> handlers.declare(fixture.server, new NameAndPattern()))
                .isInstanceOf(InvalidHandlerException.class)
                .hasMessage(NameAndPattern.class.getName() + ": has a name of a namespace and a pattern: which is it?");
        assertThatThrownBy(() -> handlers.declare(fixture.server, new NoPattern()))
                .isInstanceOf(InvalidHandlerException.class)
                .hasMessageStartingWith(NoPattern.class.getName() + ": Unclosed group");
    }
}
