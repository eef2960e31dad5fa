package xyz.anipub.engineio.transport.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.SendResult;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;

class UndertowFrameWriterTest {

    private final RecordingRemote remote = new RecordingRemote();

    private void write() {
        write(List.of(
                EncodedPacket.of(new Packet.Text("a")),
                EncodedPacket.of(new Packet.Binary(new byte[3])),
                EncodedPacket.of(new Packet.Text("b"))));
    }

    private void write(List<EncodedPacket> batch) {
        new UndertowFrameWriter(remote.endpoint).write(batch, remote);
    }

    @Test
    void sendsABatchAtOnceAndIsDoneWithTheLast() {
        write();
        assertThat(remote.sent).containsExactly("4a", "<3>", "4b");

        remote.pending.get(0).onResult(new SendResult());
        remote.pending.get(1).onResult(new SendResult());
        assertThat(remote.outcomes).isEmpty();
        remote.pending.get(2).onResult(new SendResult());

        assertThat(remote.outcomes).containsExactly("written");
    }

    @Test
    void sendsManyMessagesWithoutDeepRecursion() {
        remote.atOnce = true;

        write(Collections.nCopies(100_000, EncodedPacket.of(new Packet.Text("a".repeat(100)))));

        assertThat(remote.sent).hasSize(100_000);
        assertThat(remote.outcomes).containsExactly("written");
    }

    @Test
    void isDoneOnceIfAllIsSentBeforeTheCallsReturn() {
        remote.atOnce = true;

        write();

        assertThat(remote.outcomes).containsExactly("written");
    }

    @Test
    void failsOnceWithTheFirstMessageThatDoes() {
        write();

        remote.pending.get(0).onResult(new SendResult());
        remote.pending.get(1).onResult(new SendResult(new IOException("broken")));
        remote.pending.get(2).onResult(new SendResult(new IOException("broken, too")));

        assertThat(remote.outcomes).containsExactly("failed broken");
    }
}
