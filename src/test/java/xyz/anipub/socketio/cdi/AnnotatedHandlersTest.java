package xyz.anipub.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.socketio.DisconnectReason;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.handshake.Handshake;
import xyz.anipub.socketio.server.Peer;
import xyz.anipub.socketio.server.ServerFixture;

/** What annotated methods get and what becomes of what they return, on a real server. */
class AnnotatedHandlersTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Chat chat = new Chat();
    private Peer peer;

    public record Login(String name) {}

    record User(String getName) implements Principal {
        @Override
        public String getName() {
            return getName;
        }
    }

    public record Say(String room, String text) {}

    public record Said(String by, Say say) {}

    /** Comes from a {@link ParameterSource}. */
    record ArgumentCount(int count) {}

    static class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static class Lobby {
        final List<Object> heard = new ArrayList<>();

        @OnEvent("inherited")
        String inherited() {
            return "from above";
        }

        @OnEvent("overridden")
        String overridden() {
            return "from above";
        }
    }

    @SocketNamespace("/chat")
    static class Chat extends Lobby {

        @BeforeConnect
        User identify(Handshake handshake, Login login) {
            if (login.name() == null) {
                throw new ConnectRefusedException("unauthorized");
            }
            return new User(login.name());
        }

        @BeforeConnect
        void look(Socket socket) {
            heard.add("connecting " + socket.isConnected());
        }

        @OnConnect
        void enter(Socket socket, Namespace namespace, Principal caller, Login login) {
            heard.add(caller.getName() + " in " + namespace.name() + " as " + login.name());
            socket.emit("welcome");
        }

        @OnConnect
        void fail() {
            throw new IllegalStateException("asked for");
        }

        @OnEvent("say")
        Said say(Say say, User caller) {
            return new Said(caller.getName(), say);
        }

        @OnEvent("later")
        CompletionStage<String> later(Optional<String> text) {
            return CompletableFuture.completedFuture(text.orElse("nothing"));
        }

        @OnEvent("none")
        void none(int number, boolean flag, byte[] bytes) {
            heard.add(number + " " + flag + " " + bytes.length);
        }

        @OnEvent("ack")
        void ack(Ack ack, ArgumentCount count) {
            ack.send(count.count(), "by itself");
        }

        @OnEvent("rest")
        int rest(String first, JsonValue... others) {
            return others.length;
        }

        @OnEvent("list")
        int list(List<JsonValue> all) {
            return all.size();
        }

        @OnEvent("many")
        List<Say> many(List<Say> all, Map<String, Say> byName) {
            return all;
        }

        @OnEvent("raw")
        JsonObject raw(JsonObject object) {
            return object;
        }

        @OnEvent("closed")
        void closed() {
            throw new ClosedException();
        }

        @OnEvent("checked")
        void checked() throws IOException {
            throw new IOException("disk");
        }

        @OnEvent("bug")
        CompletionStage<String> bug() {
            return CompletableFuture.failedStage(new IllegalStateException());
        }

        @OnFailure
        Map<String, String> refuse(ClosedException refusal, String event) {
            return Map.of("no", event);
        }

        @OnFailure
        void refuse(IOException refusal, Ack ack, Socket socket) {
            ack.send("io " + refusal.getMessage());
        }

        @OnFailure
        String refuse(Throwable bug) {
            return "bug";
        }

        @OnDisconnect
        void leave(Principal caller, DisconnectReason reason, String detail) {
            heard.add(caller.getName() + " " + reason + " " + detail);
        }

        @Override
        String overridden() {
            return "not annotated";
        }
    }

    private AnnotatedHandlers handlers() {
        ParameterSource<ArgumentCount> source = (socket, arguments) -> new ArgumentCount(arguments.size());
        return new AnnotatedHandlers(new JsonbPayloads(), Map.of(ArgumentCount.class, source));
    }

    private void connect() {
        fixture.server.payloads(new JsonbPayloads());
        handlers().declare(fixture.server, chat);
        peer = fixture.peer();
        peer.say("0/chat,{\"name\":\"ann\"}");
    }

    private String answer(String event) {
        peer.take();
        peer.say("2/chat,1" + event);
        return String.join(" ", peer.take());
    }

    @Test
    void aCheckMayRefuse() {
        handlers().declare(fixture.server, chat);
        Peer stranger = fixture.peer();
        stranger.say("0/chat,");
        assertThat(stranger.take()).containsExactly("4/chat,{\"message\":\"unauthorized\"}");
        stranger.say("0/chat,{\"name\":1}");
        assertThat(stranger.take())
                .containsExactly("4/chat,{\"message\":\"argument 1: name must be a string\","
                        + "\"data\":{\"code\":\"invalid_argument\"}}");
        assertThat(chat.heard).isEmpty();
    }

    @Test
    void whatACheckReturnsIsThereForLaterCalls() {
        connect();
        assertThat(chat.heard).containsExactly("connecting false", "ann in /chat as ann");
        assertThat(peer.take()).hasSize(2).last().isEqualTo("2/chat,[\"welcome\"]");
    }

    @Test
    void theEndIsHeardOnceEvenIfAConnectMethodFailed() {
        connect();
        chat.heard.clear();
        peer.drop(CloseReason.TRANSPORT_CLOSE);
        assertThat(chat.heard).containsExactly("ann TRANSPORT_CLOSE dropped by the test");
    }

    @Test
    void recordsComeAndGo() {
        connect();
        assertThat(answer("[\"say\",{\"room\":\"r\",\"text\":\"é\",\"more\":1}]"))
                .isEqualTo("3/chat,1[{\"by\":\"ann\",\"say\":{\"room\":\"r\",\"text\":\"é\"}}]");
        assertThat(answer("[\"many\",[{\"room\":\"r\"}],{\"x\":{}}]")).isEqualTo("3/chat,1[[{\"room\":\"r\"}]]");
        assertThat(answer("[\"raw\",{\"a\":null}]")).isEqualTo("3/chat,1[{\"a\":null}]");
    }

    @Test
    void answersAreReturnedCompletedOrSent() {
        connect();
        assertThat(answer("[\"later\",\"x\"]")).isEqualTo("3/chat,1[\"x\"]");
        assertThat(answer("[\"later\"]")).isEqualTo("3/chat,1[\"nothing\"]");
        assertThat(answer("[\"ack\",7,8]")).isEqualTo("3/chat,1[2,\"by itself\"]");
        assertThat(answer("[\"inherited\"]")).isEqualTo("3/chat,1[\"from above\"]");
        assertThat(answer("[\"overridden\"]")).isEmpty();
    }

    @Test
    void argumentsComeInTheirOrder() {
        connect();
        peer.take();
        peer.say("51-/chat,1[\"none\",7,true,{\"_placeholder\":true,\"num\":0}]")
                .say(new byte[] {1, 2});
        assertThat(chat.heard).last().isEqualTo("7 true 2");
        assertThat(peer.take()).containsExactly("3/chat,1[]");
        assertThat(answer("[\"rest\",\"a\",1,2]")).isEqualTo("3/chat,1[2]");
        assertThat(answer("[\"rest\",\"a\"]")).isEqualTo("3/chat,1[0]");
        assertThat(answer("[\"list\",1,2,3]")).isEqualTo("3/chat,1[3]");
    }

    @Test
    void failuresAreAnsweredByTheMethodForTheirClass() {
        connect();
        assertThat(answer("[\"closed\"]")).isEqualTo("3/chat,1[{\"no\":\"closed\"}]");
        assertThat(answer("[\"checked\"]")).isEqualTo("3/chat,1[\"io disk\"]");
        assertThat(answer("[\"bug\"]")).isEqualTo("3/chat,1[\"bug\"]");
        assertThat(answer("[\"say\",{\"text\":1}]")).contains("argument 1: text must be a string");
        assertThat(answer("[\"say\",\"x\"]")).contains("argument 1: must be an object");
        assertThat(answer("[\"say\"]")).contains("argument 1 is missing");
        assertThat(peer.isClosed()).isFalse();
    }

    record Wrong(Object handlers, String message) {}

    static List<Wrong> wrongs() {
        return List.of(
                new Wrong(new PrivateMethod(), "PrivateMethod.say: a handler must not be private or static"),
                new Wrong(new StaticMethod(), "StaticMethod.say: a handler must not be private or static"),
                new Wrong(
                        new UnknownParameter(),
                        "UnknownParameter.say: parameter 2 (thread): nothing makes a java.lang.Thread"
                                + "; records and classes for JSON must be public"),
                new Wrong(
                        new ArgumentsAtTheEnd(),
                        "ArgumentsAtTheEnd.gone: parameter 1 (number): nothing makes a java.lang.Integer"
                                + "; records and classes for JSON must be public"),
                new Wrong(new TwoAuths(), "TwoAuths.in: parameter 2 (second): there is only one auth"),
                new Wrong(
                        new RestFirst(),
                        "RestFirst.say: parameter 1 (rest): what takes the other arguments must be the last parameter"),
                new Wrong(
                        new AckAndAnswer(),
                        "AckAndAnswer.say: takes the Ack and returns something: which is the answer?"),
                new Wrong(new NoFailure(), "NoFailure.failed: needs exactly one parameter that is the failure"));
    }

    @SocketNamespace
    static class PrivateMethod {
        @OnEvent("say")
        private void say() {}
    }

    @SocketNamespace
    static class StaticMethod {
        @OnEvent("say")
        static void say() {}
    }

    @SocketNamespace
    static class UnknownParameter {
        @OnEvent("say")
        void say(String text, Thread thread) {}
    }

    @SocketNamespace
    static class ArgumentsAtTheEnd {
        @OnDisconnect
        void gone(Integer number) {}
    }

    @SocketNamespace
    static class TwoAuths {
        @OnConnect
        void in(Login first, Login second) {}
    }

    @SocketNamespace
    static class RestFirst {
        @OnEvent("say")
        void say(List<JsonValue> rest, String text) {}
    }

    @SocketNamespace
    static class AckAndAnswer {
        @OnEvent("say")
        String say(Ack ack) {
            return "";
        }
    }

    @SocketNamespace
    static class NoFailure {
        @OnFailure
        void failed(Ack ack) {}
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void aMethodThatCannotBeCalledIsNamed(Wrong wrong) {
        assertThatThrownBy(() -> handlers().declare(fixture.server, wrong.handlers))
                .isInstanceOf(InvalidHandlerException.class)
                .hasMessage(AnnotatedHandlersTest.class.getName() + "$" + wrong.message);
    }
}
