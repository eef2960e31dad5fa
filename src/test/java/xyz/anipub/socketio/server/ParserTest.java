package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.adapter.recovery.RecoveringAdapter;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.msgpack.MsgpackParser;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.EncodedPacket;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.packet.Parser;

/** A server whose packets are of another format than the standard one: MessagePack. */
class ParserTest {

    private final List<Packet> encoded = new ArrayList<>();
    private final Parser parser = new Counting(encoded);
    private final SocketServer server = new SocketServer(
            new SocketServerConfig(
                    Duration.ofSeconds(45),
                    Duration.ofSeconds(10),
                    3,
                    PacketLimits.standard(),
                    SocketLimits.standard(),
                    parser),
            EngineThreads.of(Runnable::run, new ManualTimers()));
    private final Engine engine = new Engine(EngineConfig.standard(), server, Runnable::run, new ManualTimers());
    private final List<Socket> sockets = new ArrayList<>();

    /** Remembers what it was asked to encode. */
    private record Counting(List<Packet> encoded) implements Parser {

        @Override
        public EncodedPacket encode(Packet packet) {
            encoded.add(packet);
            return new MsgpackParser().encode(packet);
        }

        @Override
        public Decoder decoder(PacketLimits limits) {
            return new MsgpackParser().decoder(limits);
        }
    }

    @BeforeEach
    void serve() {
        server.of("/").onConnection(socket -> {
            sockets.add(socket);
            socket.on("echo", (arguments, ack) -> {
                socket.emit("echoed", arguments.toArray());
                ack.send(arguments.toArray());
            });
        });
    }

    @Test
    void connectsAndRefusesInItsFormat() {
        Peer client = new Peer(engine);
        say(client, new Packet.Connect("/", Optional.empty()));
        say(client, new Packet.Connect("/nowhere", Optional.empty()));

        assertThat(heard(client))
                .containsExactly(
                        new Packet.Connect(
                                "/",
                                Optional.of(object(Map.of("sid", sockets.get(0).id())))),
                        new Packet.ConnectError("/nowhere", object(Map.of("message", "Invalid namespace"))));
    }

    @Test
    void carriesEventsAndAcksWithBinaryValuesBothWays() {
        Peer client = joined();
        List<JsonValue> values = Arguments.of(1, "é", new byte[] {1, 2, 3}, Map.of("deep", List.of(new byte[] {4})));
        say(client, Packet.Event.of("/", "echo", values).withId(7));

        assertThat(heard(client))
                .containsExactly(
                        Packet.Event.of("/", "echoed", values), new Packet.Ack("/", OptionalLong.of(7), values));

        CompletionStage<List<JsonValue>> answer = sockets.get(0).emitWithAck("ask", 1);
        Packet.Event question = (Packet.Event) heard(client).get(0);
        say(client, new Packet.Ack("/", question.id(), Arguments.of("done")));
        assertThat(answer.toCompletableFuture()).isCompletedWithValue(Arguments.of("done"));
    }

    @Test
    void encodesABroadcastOnceForAll() {
        List<Peer> clients = List.of(joined(), joined(), joined());
        encoded.clear();
        server.emit("news", "n");

        assertThat(encoded).containsExactly(Packet.Event.of("/", "news", Arguments.of("n")));
        assertThat(clients).allSatisfy(client -> assertThat(heard(client)).isEqualTo(encoded));
    }

    @Test
    void saysGoodbyeInItsFormat() {
        Peer client = joined();
        sockets.get(0).disconnect(false);

        assertThat(heard(client)).containsExactly(new Packet.Disconnect("/"));
    }

    @Test
    void closesAConnectionThatSpeaksTheStandardFormat() {
        Peer client = joined();
        client.say("2[\"echo\"]");

        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void closesAConnectionThatSaysWhatIsNoPacket() {
        Peer client = joined();
        client.say(new byte[] {(byte) 0xc1});

        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void endsEventsWithAnOffsetForClientsThatComeBack() {
        SocketServer recovering = recovering(parser);
        Engine door = new Engine(EngineConfig.standard(), recovering, Runnable::run, new ManualTimers());
        Peer client = new Peer(door);
        say(client, new Packet.Connect("/", Optional.empty()));
        JsonObject welcome = ((Packet.Connect) heard(client).get(0)).payload().orElseThrow();
        recovering.emit("news", 1, new byte[] {2});

        List<JsonValue> values = ((Packet.Event) heard(client).get(0)).values();
        assertThat(values.subList(0, 3)).isEqualTo(Arguments.of("news", 1, new byte[] {2}));
        assertThat(values).hasSize(4);
        client.drop(CloseReason.TRANSPORT_CLOSE);
        recovering.emit("missed");

        Peer back = new Peer(door);
        JsonObject wish = object(Map.of("pid", welcome.get("pid"), "offset", values.get(3)));
        say(back, new Packet.Connect("/", Optional.of(wish)));
        List<Packet> heard = heard(back);
        assertThat(heard).hasSize(2);
        assertThat(((Packet.Event) heard.get(0)).name()).isEqualTo("missed");
        assertThat(heard.get(1)).isEqualTo(new Packet.Connect("/", Optional.of(welcome)));
    }

    @Test
    void encodesTheWelcomeWhileOthersSend() {
        List<Runnable> meanwhile = new ArrayList<>();
        Parser slow = new Parser() {
            @Override
            public EncodedPacket encode(Packet packet) {
                if (packet instanceof Packet.Connect) {
                    meanwhile.forEach(Runnable::run);
                }
                return parser.encode(packet);
            }

            @Override
            public Decoder decoder(PacketLimits limits) {
                return parser.decoder(limits);
            }
        };
        SocketServer recovering = recovering(slow);
        Engine door = new Engine(EngineConfig.standard(), recovering, Runnable::run, new ManualTimers());
        Peer early = new Peer(door);
        say(early, new Packet.Connect("/", Optional.empty()));
        JsonObject welcome = ((Packet.Connect) heard(early).get(0)).payload().orElseThrow();
        // Another thread would wait for the lock of the namespace's order if it were held.
        meanwhile.add(() -> assertThat(CompletableFuture.runAsync(() -> recovering.emit("news")))
                .succeedsWithin(Duration.ofSeconds(60)));
        Peer client = new Peer(door);
        say(client, new Packet.Connect("/", Optional.empty()));
        assertThat(heard(client)).hasSize(1);
        early.drop(CloseReason.TRANSPORT_CLOSE);
        Peer back = new Peer(door);
        say(back, new Packet.Connect("/", Optional.of(object(Map.of("pid", welcome.get("pid"))))));
        assertThat(heard(back)).hasSize(3).last().isEqualTo(new Packet.Connect("/", Optional.of(welcome)));
    }

    private static SocketServer recovering(Parser parser) {
        SocketServer recovering = new SocketServer(
                new SocketServerConfig(
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(10),
                        3,
                        PacketLimits.standard(),
                        SocketLimits.standard(),
                        parser),
                EngineThreads.of(Runnable::run, new ManualTimers()),
                (name, emitter) -> new RecoveringAdapter(emitter, 5, RecoveryConfig.standard(), new ManualTimers()));
        recovering.of("/");
        return recovering;
    }

    private Peer joined() {
        Peer client = new Peer(engine);
        say(client, new Packet.Connect("/", Optional.empty()));
        client.take();
        return client;
    }

    private static void say(Peer client, Packet packet) {
        client.say(new MsgpackParser().encode(packet).attachments().get(0));
    }

    /** What came since the last look. */
    private static List<Packet> heard(Peer client) {
        Parser.Decoder decoder = new MsgpackParser().decoder(PacketLimits.standard());
        return client.take().stream()
                .map(message -> Base64.getDecoder().decode(message.substring(1)))
                .map(decoder::add)
                .flatMap(Optional::stream)
                .toList();
    }

    private static JsonObject object(Map<String, Object> map) {
        return Arguments.value(map).asJsonObject();
    }
}
