package xyz.anipub.socketio.adapter.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an offset of a node among others tells, and what a session does. */
class OffsetTest {

    private static final String UID = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";

    private static Mark mark(long read, long count) {
        return new Mark(UID, new EntryId(read, 0), count);
    }

    private static Offset offset(String local, Mark mark) {
        return Offset.parse(local + "." + mark).orElseThrow();
    }

    @Test
    void isReadAsItIsWritten() {
        Mark mark = new Mark(UID, new EntryId(-1, 1_795_849_788_786L), 36);
        assertThat(Offset.parse("AbCd1z." + mark)).contains(new Offset("AbCd1z", UID, Optional.of(mark)));
        assertThat(Offset.parse("AbCd1z." + UID)).contains(new Offset("AbCd1z", UID, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AbCd1",
                "AbCd1.",
                "AbCd1.0123456789abcdef.",
                "AbCd1.0123456789abcdef.1-",
                "AbCd1.0123456789abcdef.zzzzzzzzzzzzzz-0.1",
                "AbCd1.0123456789abcdef.zzzzzzzzzzzzz-0.1",
                "AbCd1.0123456789ABCDEF.1-0.1",
                "AbCd1.0123456789abcdef.1-0.1.2"
            })
    void whatElseClientsSayIsNone(String text) {
        assertThat(Offset.parse(text)).isEmpty();
    }

    @Test
    void aMarkCoversWhatWasReadAndTheNodesOwn() {
        Mark mark = mark(5, 3);
        assertThat(mark.covers(new EntryId(5, 0), Optional.of(OTHER), OptionalLong.of(9)))
                .isTrue();
        assertThat(mark.covers(new EntryId(5, 1), Optional.of(OTHER), OptionalLong.of(1)))
                .isFalse();
        assertThat(mark.covers(new EntryId(6, 0), Optional.of(UID), OptionalLong.of(3)))
                .isTrue();
        assertThat(mark.covers(new EntryId(6, 0), Optional.of(UID), OptionalLong.of(4)))
                .isFalse();
        assertThat(mark.covers(new EntryId(6, 0), Optional.empty(), OptionalLong.empty()))
                .isFalse();
    }

    @Test
    void whoHasTheLastEventHasMissedNothingUntilThen() {
        Standing standing = new Standing(35, 0, mark(9, 9), mark(1, 1));
        assertThat(standing.missedFrom(offset("AbCdz", mark(5, 3)))).contains(mark(9, 9));
        assertThat(standing.missedFrom(Offset.parse("AbCdz." + UID).orElseThrow()))
                .as("in doubt")
                .contains(mark(9, 9));
        assertThat(standing.missedFrom(offset("AbCd10", mark(10, 9)))).contains(mark(10, 9));
    }

    @Test
    void whoHasNotGoesByItsOffset() {
        Standing standing = new Standing(35, 34, mark(9, 9), mark(1, 1));
        assertThat(standing.missedFrom(offset("AbCdy", mark(5, 3)))).contains(mark(5, 3));
        assertThat(standing.missedFrom(offset("AbCdx", mark(5, 3))))
                .as("an event for it alone is lost")
                .isEmpty();
        assertThat(standing.missedFrom(Offset.parse("AbCdy." + UID).orElseThrow()))
                .as("in doubt")
                .isEmpty();
        assertThat(standing.missedFrom(Offset.parse("AbCd10." + UID).orElseThrow()))
                .as("it has more, and it is not known what")
                .isEmpty();
    }

    @Test
    void anEventForItAloneWhileItWasAwayIsLost() {
        Standing standing = new Standing(35, 36, mark(9, 9), mark(1, 1));
        assertThat(standing.missedFrom(offset("AbCdz", mark(5, 3)))).isEmpty();
    }
}
