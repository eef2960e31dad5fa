package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.Delivery;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.delivery.KeptDelivery;
import xyz.anipub.socketio.delivery.LocalDelivery;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.EncodedPacket;
import xyz.anipub.socketio.packet.Packet;

/** Events as a log keeps them. */
class KeptDeliveryTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Peer peer = fixture.joinedPeer();

    @Test
    void countsTextAsJavaStoresItAndAnAllowance() {
        long empty = KeptDelivery.size(new EncodedPacket("", List.of()));

        assertThat(empty).isPositive();
        assertThat(KeptDelivery.size(new EncodedPacket("é".repeat(10), List.of())))
                .isEqualTo(empty + 10);
        assertThat(KeptDelivery.size(new EncodedPacket("é".repeat(9) + "я", List.of())))
                .isEqualTo(empty + 20);
        assertThat(KeptDelivery.size(new EncodedPacket("é", List.of(new byte[30], new byte[5]))))
                .isEqualTo(empty + 36);
        assertThat(KeptDelivery.size(EncodedPacket.binary(new byte[7]))).isEqualTo(empty + 7);
    }

    @Test
    void isSentAsItWasAsOftenAsOneLikes() {
        Delivery live = delivery("news", new byte[] {1}).withOffset("abcd1");
        Delivery kept = live.kept();

        assertThat(kept.packets()).isEqualTo(live.packets()).isEqualTo(2);
        assertThat(kept.size()).isEqualTo(live.size());
        assertThat(kept.kept()).isSameAs(kept);
        send(live);
        List<String> heard = peer.take();
        send(kept);
        send(kept);
        assertThat(heard).hasSize(2).first().asString().contains("abcd1");
        assertThat(peer.take()).containsExactly(heard.get(0), heard.get(1), heard.get(0), heard.get(1));
    }

    private LocalDelivery delivery(Object... arguments) {
        return ServerFixture.local(fixture.main)
                .delivery(Packet.Event.of("/", "e", Arguments.of(arguments)), EventFlags.usual());
    }

    private void send(Delivery delivery) {
        ServerFixture.local(fixture.main)
                .queue(List.of(delivery), List.of(((LocalSocket) fixture.lastSocket()).state()))
                .run();
    }
}
