package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastRunTest {

    private final EncodedPacket a = EncodedPacket.of(new Packet.Text("a"));
    private final EncodedPacket b = EncodedPacket.of(new Packet.Text("b"));
    private final LastRun lastRun = new LastRun(100);

    @Test
    void sharesWhatIsTheSame() {
        List<EncodedPacket> first = lastRun.apply(List.of(a, b));

        assertThat(first).isInstanceOf(PacketRun.class).containsExactly(a, b);
        assertThat(lastRun.apply(List.of(a, b))).isSameAs(first);
    }

    @Test
    void tellsApartWhatIsNot() {
        EncodedPacket like = EncodedPacket.of(new Packet.Text("b"));
        lastRun.apply(List.of(a, b));

        assertThat(lastRun.apply(List.of(b, a))).containsExactly(b, a);
        assertThat(lastRun.apply(List.of(a, b, a))).containsExactly(a, b, a);
        assertThat(lastRun.apply(List.of(a, b)).get(1)).isSameAs(b);
        assertThat(lastRun.apply(List.of(a, like)).get(1)).isSameAs(like);
    }

    @Test
    void leavesWhatIsSharedAlready() {
        List<EncodedPacket> one = List.of(a);
        PacketRun run = new PacketRun(List.of(a, b));

        assertThat(lastRun.apply(one)).isSameAs(one);
        assertThat(lastRun.apply(run)).isSameAs(run);
    }

    @Test
    void doesNotKeepWhatNobodyIsWrittenAnyMore() {
        WeakReference<List<EncodedPacket>> written = new WeakReference<>(lastRun.apply(List.of(a, b)));

        await().untilAsserted(() -> {
            System.gc();
            assertThat(written.get()).isNull();
        });
        assertThat(lastRun.apply(List.of(a, b))).containsExactly(a, b);
    }

    @Test
    void doesNotKeepWhatIsLarge() {
        List<EncodedPacket> large = List.of(a, EncodedPacket.of(new Packet.Text("x".repeat(100))));

        assertThat(lastRun.apply(large)).isSameAs(large);
        assertThat(lastRun.apply(large)).isSameAs(large);
    }
}
