package xyz.anipub.socketio.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Up to which number all have come. */
class TallyTest {

    private final Tally tally = new Tally(3);

    @Test
    void waitsForThoseThatAreMissing() {
        assertThat(tally.hasAll(3)).isTrue();
        tally.add(5);
        assertThat(tally.hasAll(4)).isFalse();
        tally.add(4);
        assertThat(tally.hasAll(5)).isTrue();
        assertThat(tally.hasAll(6)).isFalse();
        tally.add(2);
        assertThat(tally.hasAll(5)).isTrue();
    }

    @Test
    void waitsForNoneForEver() {
        for (long number = 5; number < 5 + Tally.MOST; number++) {
            tally.add(number);
        }
        assertThat(tally.hasAll(5)).isFalse();
        tally.add(5 + Tally.MOST);
        assertThat(tally.hasAll(5 + Tally.MOST)).isTrue();
    }
}
