package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.packet.EncodedPacket;

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
}
