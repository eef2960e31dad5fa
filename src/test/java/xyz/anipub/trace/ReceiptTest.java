package xyz.anipub.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiptTest {

    @Test
    void isKnownBetweenBeginningAndEnd() {
        assertThat(Receipt.OF_WORK.here()).isEqualTo(Receipt.UNKNOWN);
        long nothing = Receipt.OF_WORK.begin(7);
        long outer = Receipt.OF_WORK.begin(8);
        assertThat(Receipt.OF_WORK.here()).isEqualTo(8);
        assertThat(Receipt.OF_MESSAGES.here()).isEqualTo(Receipt.UNKNOWN);
        Receipt.OF_WORK.end(outer);
        assertThat(Receipt.OF_WORK.here()).isEqualTo(7);
        Receipt.OF_WORK.end(nothing);
        assertThat(Receipt.OF_WORK.here()).isEqualTo(Receipt.UNKNOWN);
    }
}
