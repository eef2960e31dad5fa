package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xyz.anipub.socketio.Handling;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.ParentNamespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.TypedAnswers;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.event.InvalidArgumentException;
import xyz.anipub.socketio.event.PayloadCodec;
import xyz.anipub.socketio.event.PlainPayloads;
import xyz.anipub.socketio.event.SocketDisconnectedException;

/** Handlers that are declared once, with typed arguments and answers. */
class HandlingTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Namespace main = fixture.main;
    private final List<Object> heard = new ArrayList<>();

    @Test
    void aHandlerHearsOfEverySocket() {
        main.on("say", String.class, (socket, text) -> heard.add(socket.id() + text));
        Peer ann = fixture.peer();
        Peer bob = fixture.peer();
        String annId = ann.join();
        String bobId = bob.join();
        ann.say("2[\"say\",\"a\"]");
        bob.say("2[\"say\",\"b\"]");

        assertThat(heard).containsExactly(annId + "a", bobId + "b");
    }

    @Test
    void aHandlerDeclaredLaterHearsOfSocketsThatAreThere() {
        Peer peer = fixture.joinedPeer();
        main.on("say", socket -> heard.add("later"));
        peer.say("2[\"say\"]");
        assertThat(heard).containsExactly("later");
    }

    @Test
    void theNamespacesHandlersRunBeforeTheSocketsInTheOrderOfTheirDeclaration() {
        main.on("say", (socket, arguments, ack) -> heard.add("one " + arguments));
        main.on("say", socket -> heard.add("two"));
        Peer peer = fixture.joinedPeer();
        fixture.lastSocket().on("say", (arguments, ack) -> heard.add("three"));
        peer.say("2[\"say\",1]").say("2[\"other\"]");
        assertThat(heard).containsExactly("one [1]", "two", "three");
    }

    @Test
    void whatAHandlerReturnsIsTheAck() {
        main.answer("sum", Integer.class, Integer.class, (socket, a, b) -> a + b);
        main.answer("echo", JsonObject.class, (socket, value) -> value);
        main.answer("who", socket -> Map.of("id", socket.id().length()));
        main.answer("raw", (socket, arguments) -> List.of(arguments.size(), new byte[] {7}));
        main.answer("nothing", socket -> null);
        Peer peer = fixture.joinedPeer();
        peer.take();
        peer.say("21[\"sum\",2,3,\"more\"]")
                .say("22[\"echo\",{\"a\":[null]}]")
                .say("23[\"who\"]")
                .say("24[\"raw\",1,2]")
                .say("25[\"nothing\"]");

        assertThat(peer.take())
                .containsExactly(
                        "31[5]",
                        "32[{\"a\":[null]}]",
                        "33[{\"id\":20}]",
                        "61-4[[2,{\"_placeholder\":true,\"num\":0}]]",
                        "bBw==",
                        "35[]");
    }

    @Test
    void aHandlerThatReturnsNothingIsAckedWhenItIsDone() {
        main.on("one", String.class, (socket, text) -> socket.emit("in", text));
        main.on("two", String.class, Boolean.class, (socket, text, flag) -> socket.emit("in", text, flag));
        main.on("none", socket -> socket.emit("in"));
        Peer peer = fixture.joinedPeer();
        peer.take();
        peer.say("21[\"one\",\"x\"]")
                .say("22[\"two\",\"x\",true]")
                .say("23[\"none\"]")
                .say("2[\"none\"]");

        assertThat(peer.take())
                .containsExactly(
                        "2[\"in\",\"x\"]", "31[]", "2[\"in\",\"x\",true]", "32[]", "2[\"in\"]", "33[]", "2[\"in\"]");
    }

    @Test
    void aRawHandlerAnswersByItself() {
        main.on("raw", (socket, arguments, ack) -> heard.add(ack));
        Peer peer = fixture.joinedPeer();
        peer.take();
        peer.say("21[\"raw\"]");

        assertThat(peer.take()).isEmpty();
        ((Ack) heard.get(0)).send("late");
        assertThat(peer.take()).containsExactly("31[\"late\"]");
    }

    @Test
    void aStageAnswersWhenItCompletesAndTheNextEventDoesNotWait() {
        CompletableFuture<String> slow = new CompletableFuture<>();
        main.answer("slow", socket -> slow);
        main.answer("fast", socket -> CompletableFuture.completedFuture(null));
        Peer peer = fixture.joinedPeer();
        peer.take();
        peer.say("21[\"slow\"]").say("22[\"fast\"]");

        assertThat(peer.take()).containsExactly("32[]");
        slow.complete("done");
        assertThat(peer.take()).containsExactly("31[\"done\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"one\"]               | argument 1 is missing",
                "[\"one\",7]             | argument 1: must be a string",
                "[\"two\",\"x\"]         | argument 2 is missing",
                "[\"two\",\"x\",\"true\"]| argument 2: must be true or false"
            })
    void badArgumentsDoNotReachTheHandler(String event, String message) {
        main.on("one", String.class, (socket, text) -> heard.add(text));
        main.on("two", String.class, Boolean.class, (socket, text, flag) -> heard.add(text));
        Peer peer = fixture.joinedPeer();
        peer.take();
        peer.say("21" + event).say("2" + event);

        assertThat(heard).isEmpty();
        assertThat(peer.take())
                .singleElement()
                .asString()
                .startsWith("31[{\"error\":{")
                .contains("\"code\":\"invalid_argument\"", "\"message\":\"" + message + "\"");
    }

    @Test
    void aBugIsAnsweredWithoutDetailsAndTheSocketGoesOn() {
        main.on("throws", socket -> {
            throw new IllegalStateException("secret");
        });
        main.answer("fails", socket -> CompletableFuture.failedStage(new IllegalStateException("secret")));
        main.answer("unsendable", socket -> new Thread());
        Peer peer = fixture.joinedPeer();
        peer.take();
        peer.say("21[\"throws\"]")
                .say("22[\"fails\"]")
                .say("23[\"unsendable\"]")
                .say("2[\"throws\"]");

        assertThat(peer.take()).hasSize(3).allSatisfy(ack -> assertThat(ack)
                .endsWith("[{\"error\":{\"code\":\"internal\",\"message\":\"Something went wrong on the server.\"}}]")
                .doesNotContain("secret")
                .doesNotContain("Thread"));
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void oneFailureHandlerPerClassAnswersWhateverWay() {
        main.onHandlerError((socket, event, ack, failure) -> ack.send("bug"));
        main.onFailure(RuntimeException.class, (socket, event, ack, failure) -> ack.send("any"));
        main.onFailure(
                IllegalStateException.class,
                (socket, event, ack, failure) -> ack.send(event + " " + failure.getMessage()));
        main.onFailure(InvalidArgumentException.class, (socket, event, ack, failure) -> ack.send("invalid"));
        main.on("throws", socket -> {
            throw new IllegalStateException("closed");
        });
        CompletionStage<String> failed = CompletableFuture.failedStage(new IllegalStateException("late"));
        main.answer("fails", socket -> failed.thenApply(String::length));
        main.on("other", socket -> {
            throw new IllegalArgumentException();
        });
        main.on("error", socket -> {
            throw new StackOverflowError();
        });
        main.on("typed", String.class, (socket, text) -> heard.add(text));
        Peer peer = fixture.joinedPeer();
        fixture.lastSocket().on("own", (arguments, ack) -> {
            throw new IllegalStateException("own");
        });
        peer.take();
        peer.say("21[\"throws\"]")
                .say("22[\"fails\"]")
                .say("23[\"other\"]")
                .say("24[\"error\"]")
                .say("25[\"typed\"]")
                .say("26[\"own\"]");

        assertThat(peer.take())
                .containsExactly(
                        "31[\"throws closed\"]",
                        "32[\"fails late\"]",
                        "33[\"any\"]",
                        "34[\"bug\"]",
                        "35[\"invalid\"]",
                        "36[\"own own\"]");
    }

    @Test
    void aChildTakesOverWhatItsParentDeclares() {
        ParentNamespace parent = fixture.server.of(Pattern.compile("/room-\\d"));
        parent.answer("who", socket -> socket.namespace().name());
        parent.onFailure(InvalidArgumentException.class, (socket, event, ack, failure) -> ack.send("no"));
        parent.on("say", String.class, (socket, text) -> heard.add(text));
        Peer peer = fixture.peer();
        peer.join("/room-1,");
        peer.take();
        peer.say("2/room-1,1[\"who\"]").say("2/room-1,2[\"say\"]");

        assertThat(peer.take()).containsExactly("3/room-1,1[\"/room-1\"]", "3/room-1,2[\"no\"]");
    }

    @Test
    void refusesATypeThatTheCodecDoesNotRead() {
        assertThatThrownBy(() -> main.on("say", Thread.class, (socket, thread) -> heard.add(thread)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PlainPayloads does not read java.lang.Thread");
    }

    /** A type of the application. */
    private record Name(String text) {}

    /** Knows names, too. */
    private static final class Names implements PayloadCodec {

        private final PayloadCodec plain = new PlainPayloads();

        @Override
        public boolean reads(Type type) {
            return type == Name.class || plain.reads(type);
        }

        @Override
        public @Nullable Object read(JsonValue value, Type type) {
            return type == Name.class ? new Name((String) plain.read(value, String.class)) : plain.read(value, type);
        }

        @Override
        public JsonValue write(@Nullable Object value) {
            return plain.write(value instanceof Name name ? name.text : value);
        }
    }

    @Test
    void theServersCodecReadsAndWritesInAllNamespaces() {
        Namespace there = fixture.server.of("/there");
        ParentNamespace parent = fixture.server.of(Pattern.compile("/room-\\d"));
        fixture.server.payloads(new Names());
        Namespace later = fixture.server.of("/later");
        ParentNamespace laterParent = fixture.server.of(Pattern.compile("/hall-\\d"));
        for (Handling handling : List.of(main, there, parent, later, laterParent)) {
            handling.answer("name", Name.class, (socket, name) -> new Name(name.text.toUpperCase()));
        }
        for (String name : List.of("", "/there,", "/room-1,", "/later,", "/hall-1,")) {
            Peer peer = fixture.peer();
            peer.join(name);
            peer.take();
            peer.say("2" + name + "1[\"name\",\"ann\"]");
            assertThat(peer.take()).containsExactly("3" + name + "1[\"ANN\"]");
        }
    }

    @Test
    void theServersCodecWritesWhatIsEmittedAndAcked() {
        fixture.server.payloads(new Names());
        Peer peer = fixture.joinedPeer();
        Socket socket = fixture.lastSocket();
        socket.on("ask", (arguments, ack) -> ack.send(new Name("ann"), 1));
        peer.take();
        socket.emit("a", new Name("ann"));
        main.emit("b", new Name("bob"), null);
        peer.say("21[\"ask\"]");

        assertThat(peer.take()).containsExactly("2[\"a\",\"ann\"]", "2[\"b\",\"bob\",null]", "31[\"ann\",1]");
        assertThatThrownBy(() -> socket.emit("c", new Thread())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAnswerOfAClientIsOfTheTypeThatWasAskedFor() {
        Peer peer = fixture.joinedPeer();
        Socket socket = fixture.lastSocket();
        peer.take();
        CompletionStage<Integer> seven = socket.emitWithAck(Integer.class, "age", "of", "Ann");
        CompletionStage<Integer> misfit = socket.emitWithAck(Integer.class, "age");
        CompletionStage<Integer> missing = socket.emitWithAck(Integer.class, "age");
        assertThat(peer.take()).containsExactly("20[\"age\",\"of\",\"Ann\"]", "21[\"age\"]", "22[\"age\"]");
        peer.say("30[7]").say("31[\"7\"]").say("32[]");
        CompletionStage<Integer> gone = socket.emitWithAck(Integer.class, "age");
        peer.say("1");

        assertThat(seven.toCompletableFuture()).isCompletedWithValue(7);
        assertThat(misfit.toCompletableFuture()).isCompletedExceptionally();
        misfit.whenComplete((value, failure) -> heard.add(failure));
        missing.whenComplete((value, failure) -> heard.add(failure));
        gone.whenComplete((value, failure) -> heard.add(failure));
        assertThat(heard)
                .extracting(failure -> (Object) failure.getClass())
                .containsExactly(
                        InvalidArgumentException.class,
                        InvalidArgumentException.class,
                        SocketDisconnectedException.class);
    }

    @Test
    void theAnswersOfManyAreOfTheTypeThatWasAskedFor() {
        List<Peer> peers = List.of(fixture.joinedPeer(), fixture.joinedPeer(), fixture.joinedPeer());
        CompletableFuture<TypedAnswers<Integer>> all =
                main.broadcast().emitWithAck(Integer.class, "age").toCompletableFuture();
        peers.get(0).say("30[7]");
        peers.get(1).say("30[null]");
        peers.get(2).say("30[8]");
        assertThat(all).isCompletedWithValue(new TypedAnswers<>(List.of(7, 8), false));

        CompletableFuture<TypedAnswers<Integer>> again =
                main.broadcast().emitWithAck(Integer.class, "age").toCompletableFuture();
        peers.forEach(peer -> peer.say("31[1]"));
        assertThat(again).isCompletedWithValue(new TypedAnswers<>(List.of(1, 1, 1), true));
    }
}
