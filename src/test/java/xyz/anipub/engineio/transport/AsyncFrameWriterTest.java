package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;

class AsyncFrameWriterTest {

    private final List<String> sent = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private final List<SendHandler> pending = new ArrayList<>();
    private boolean atOnce;

    private final RemoteEndpoint.Async remote = (RemoteEndpoint.Async) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {RemoteEndpoint.Async.class}, (proxy, method, arguments) -> {
                sent.add(
                        arguments[0] instanceof ByteBuffer bytes
                                ? "<" + bytes.remaining() + ">"
                                : (String) arguments[0]);
                SendHandler handler = (SendHandler) arguments[1];
                if (atOnce) {
                    handler.onResult(new SendResult());
                } else {
                    pending.add(handler);
                }
                return null;
            });

    private final FrameWriter.Outcome outcome = new FrameWriter.Outcome() {
        @Override
        public void written() {
            outcomes.add("written");
        }

        @Override
        public void failed(Throwable cause) {
            outcomes.add("failed " + cause.getMessage());
        }
    };

    private void write(List<EncodedPacket> batch) {
        new AsyncFrameWriter(remote).write(batch, outcome);
    }

    @Test
    void sendsOneAfterTheOther() {
        write(List.of(
                EncodedPacket.of(new Packet.Text("a")),
                EncodedPacket.of(new Packet.Binary(new byte[3])),
                EncodedPacket.of(new Packet.Text("b"))));
        assertThat(sent).containsExactly("4a");

        pending.get(0).onResult(new SendResult());
        assertThat(sent).containsExactly("4a", "<3>");
        pending.get(1).onResult(new SendResult());
        assertThat(outcomes).isEmpty();
        pending.get(2).onResult(new SendResult());

        assertThat(sent).containsExactly("4a", "<3>", "4b");
        assertThat(outcomes).containsExactly("written");
    }

    @Test
    void sendsALargeBatchWithoutDeepRecursion() {
        atOnce = true;

        write(Collections.nCopies(100_000, EncodedPacket.of(new Packet.Text("a"))));

        assertThat(sent).hasSize(100_000);
        assertThat(outcomes).containsExactly("written");
    }

    @Test
    void stopsAtAFailure() {
        write(List.of(EncodedPacket.of(new Packet.Text("a")), EncodedPacket.of(new Packet.Text("b"))));

        pending.get(0).onResult(new SendResult(new IOException("broken")));

        assertThat(sent).containsExactly("4a");
        assertThat(outcomes).containsExactly("failed broken");
    }
}
