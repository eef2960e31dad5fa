package xyz.anipub.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.PacketCodec;
import xyz.anipub.socketio.msgpack.MsgpackParser;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.PacketDecoder;
import xyz.anipub.socketio.packet.PacketEncoder;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.packet.Parser;

/** A chat message through the wire formats. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {

    private final JsonObject message = Json.createObjectBuilder()
            .add("_id", "a".repeat(24))
            .add("room", "b".repeat(24))
            .add("seq", 123_456)
            .add("sender", "c".repeat(24))
            .add("senderName", "Person 1")
            .add("content", "x".repeat(Crowd.CONTENT))
            .add("timestamp", "2026-01-01T00:00:00.000Z")
            .build();
    private final Packet packet = Packet.Event.of("/", "receive_message", List.<JsonValue>of(message));
    private final String text = PacketEncoder.encode(packet).text();
    private final String engineText = "4" + text;
    private final Parser msgpack = new MsgpackParser();
    private final byte[] packed = msgpack.encode(packet).attachments().get(0);

    /** Engine.IO's part of an incoming message. */
    @Benchmark
    public Object engineDecode() {
        return PacketCodec.decode(engineText);
    }

    /** An outgoing message up to its WebSocket frame. */
    @Benchmark
    public Object engineEncodeFrame() {
        return EncodedPacket.of(new xyz.anipub.engineio.packet.Packet.Text(text))
                .webSocketFrame();
    }

    /** JSON, to a packet. */
    @Benchmark
    public Object socketDecode() {
        return new PacketDecoder(PacketLimits.standard()).add(text);
    }

    /** A packet, to JSON. */
    @Benchmark
    public Object socketEncode() {
        return PacketEncoder.encode(packet);
    }

    /** MessagePack, to a packet. */
    @Benchmark
    public Object msgpackDecode() {
        return msgpack.decoder(PacketLimits.standard()).add(packed);
    }

    /** A packet, to MessagePack. */
    @Benchmark
    public Object msgpackEncode() {
        return msgpack.encode(packet);
    }

    /** Runs them all in a process of their own. */
    static void run(Length length) {
        TimeValue time = TimeValue.milliseconds(length.measured().toMillis() / 2);
        try {
            new Runner(new OptionsBuilder()
                            .include(CodecBenchmark.class.getName())
                            .forks(1)
                            .warmupIterations(3)
                            .warmupTime(time)
                            .measurementIterations(3)
                            .measurementTime(time)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }
}
