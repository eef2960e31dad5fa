package xyz.anipub.socketio.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.socketio.adapter.redis.Repeats.Finding.NEW;
import static xyz.anipub.socketio.adapter.redis.Repeats.Finding.REPEAT;
import static xyz.anipub.socketio.adapter.redis.Repeats.Finding.TOO_OLD;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.redis.Repeats.Finding;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;

class RepeatsTest {

    private static final int MAX_WAITING = RedisConfig.standard("redis://host").maxWaiting();

    private final Repeats repeats = new Repeats(MAX_WAITING);

    private Finding find(String sender, String number) {
        return repeats.find(Map.of("uid", bytes(sender), "no", bytes(number)));
    }

    private Finding find(long number) {
        return find("a", Long.toString(number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a server of Redis refused is added again behind all that waited, and all of that once more. */
    @Test
    void allThatMayWaitMayOvertakeAnEntry() {
        assertThat(IntStream.rangeClosed(2, MAX_WAITING + 1).mapToObj(this::find))
                .containsOnly(NEW);
        assertThat(find(1)).isEqualTo(NEW);
        assertThat(IntStream.rangeClosed(1, MAX_WAITING + 1).mapToObj(this::find))
                .containsOnly(REPEAT);
        assertThat(find(MAX_WAITING + 2)).isEqualTo(NEW);
    }

    @Test
    void isNotSureOfWhatIsOlder() {
        find(1);
        find(3L * MAX_WAITING);
        assertThat(find(1)).isEqualTo(TOO_OLD);
        assertThat(find(MAX_WAITING + 1)).isEqualTo(NEW);
    }

    @Test
    void numbersAreOfTheirSender() {
        Map<String, byte[]> first = new HashMap<>(Map.of("uid", bytes("a")));
        Map<String, byte[]> second = new HashMap<>(first);
        repeats.number(first);
        repeats.number(second);
        assertThat(repeats.find(first)).isEqualTo(NEW);
        assertThat(repeats.find(second)).isEqualTo(NEW);
        assertThat(repeats.find(first)).isEqualTo(REPEAT);
        first.put("uid", bytes("b"));
        assertThat(repeats.find(first)).isEqualTo(NEW);
    }

    @Test
    void takesAnyNumberInAMoment() {
        assertThat(find(Long.MAX_VALUE)).isEqualTo(NEW);
        assertThat(find(Long.MAX_VALUE)).isEqualTo(REPEAT);
        assertThat(find(Long.MIN_VALUE)).isEqualTo(TOO_OLD);
    }

    @Test
    void othersHaveNoNumbers() {
        assertThat(find("a", "none")).isEqualTo(NEW);
        assertThat(find("a", "none")).isEqualTo(NEW);
        assertThat(repeats.find(Map.of("uid", bytes("a")))).isEqualTo(NEW);
        assertThat(repeats.find(Map.of("no", bytes("1")))).isEqualTo(NEW);
        assertThat(repeats.find(Map.of("no", bytes("1")))).isEqualTo(NEW);
    }
}
