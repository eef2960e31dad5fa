package xyz.anipub.engineio.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.PacketRun;

class PreparedMessageTest {

    private final PreparedMessage message = PreparedMessage.of("header", List.of(new byte[] {1}));

    @Test
    void staysUncompressedWithAllItsPacketsWhenItIsMadeVolatile() {
        PreparedMessage marked = message.uncompressed().asVolatile();

        assertThat(marked.isVolatile()).isTrue();
        assertThat(marked.packets()).extracting(EncodedPacket::text).containsExactly("4header", "bAQ==");
        assertThat(marked.packets()).noneMatch(EncodedPacket::isCompressible);
        assertThat(message.packets()).allMatch(EncodedPacket::isCompressible);
    }

    @Test
    void staysVolatileWhenItIsMarked() {
        assertThat(message.asVolatile().uncompressed().isVolatile()).isTrue();
        assertThat(message.uncompressed().isVolatile()).isFalse();
    }

    @Test
    void gathersMessagesWithTheirAttachmentsInOrder() {
        PreparedMessage second = PreparedMessage.text("more");

        List<PreparedMessage> gathered = PreparedMessage.gather(List.of(message, second), 1_000);

        assertThat(gathered).singleElement().satisfies(run -> {
            assertThat(run.packets()).extracting(EncodedPacket::text).containsExactly("4header", "bAQ==", "4more");
            assertThat(run.size()).isEqualTo(message.size() + second.size());
            assertThat(PacketRun.inOnePiece(run.packets())).isEqualTo(((PacketRun) run.packets()).webSocketFrames());
        });
    }

    @Test
    void gathersNoMoreThanABatchAndNothingWithWhatMayBeDropped() {
        PreparedMessage text = PreparedMessage.text("12345");
        long size = text.size();

        assertThat(PreparedMessage.gather(List.of(), size)).isEmpty();
        assertThat(PreparedMessage.gather(List.of(text, text, text), 2 * size))
                .extracting(run -> run.packets().size())
                .containsExactly(2, 1);
        assertThat(PreparedMessage.gather(List.of(text, text), size - 1)).containsExactly(text, text);
        assertThat(PreparedMessage.gather(List.of(text, text.asVolatile(), text.asVolatile()), 3 * size))
                .extracting(PreparedMessage::isVolatile)
                .containsExactly(false, true);
    }
}
