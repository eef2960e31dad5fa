package xyz.anipub.audit.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.audit.AuditEntry;
import xyz.anipub.audit.AuditSettings;
import xyz.anipub.audit.Deed;
import xyz.anipub.store.TestDatabase;

class MongoAuditLogTest {

    private static final String ANN = "0123456789abcdef01234567";
    private static final String BOB = "0123456789abcdef01234568";
    private static final String ROOM = "0123456789abcdef0123456a";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final TestDatabase mongo = new TestDatabase();

    @BeforeEach
    void emptyDatabase() {
        mongo.emptied();
    }

    /** The log as it is so long after noon. */
    private MongoAuditLog after(Duration time) {
        return new MongoAuditLog(mongo.database, AuditSettings.USUAL, Clock.fixed(NOON.plus(time), ZoneOffset.UTC));
    }

    @Test
    void keepsAllThatWasSaid() {
        Deed deed = Deed.of(ANN, "message_deleted")
                .to(BOB)
                .in(ROOM)
                .on(BOB)
                .because("spam")
                .taking("buy");
        after(Duration.ZERO).add(deed);
        assertThat(after(Duration.ZERO).newest(Optional.empty(), Optional.empty(), 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.deed()).isEqualTo(deed);
                    assertThat(entry.at()).isEqualTo(NOON);
                });
    }

    @Test
    void pagesFromTheNewestAndByRoom() {
        for (int minute = 0; minute < 4; minute++) {
            Deed deed = Deed.of(ANN, "kick").because("" + minute);
            after(Duration.ofMinutes(minute)).add(minute % 2 == 0 ? deed : deed.in(ROOM));
        }
        MongoAuditLog log = after(Duration.ofHours(1));
        List<AuditEntry> first = log.newest(Optional.empty(), Optional.empty(), 3);
        assertThat(reasons(first)).containsExactly("3", "2", "1");
        assertThat(reasons(log.newest(Optional.empty(), Optional.of(first.get(2).id()), 3)))
                .containsExactly("0");
        assertThat(reasons(log.newest(Optional.of(ROOM), Optional.empty(), 3))).containsExactly("3", "1");
        assertThat(reasons(
                        log.newest(Optional.of(ROOM), Optional.of(first.get(1).id()), 3)))
                .containsExactly("1");
        assertThat(log.newest(Optional.empty(), Optional.of("no id"), 3)).isEmpty();
    }

    @Test
    void forgetsTextsFirstAndThenTheRest() {
        after(Duration.ZERO).add(Deed.of(ANN, "message_deleted").taking("buy"));
        assertThat(after(Duration.ofDays(29)).sweep()).isZero();
        assertThat(texts(after(Duration.ZERO))).containsExactly("buy");
        assertThat(after(Duration.ofDays(31)).sweep()).isZero();
        assertThat(texts(after(Duration.ZERO))).containsExactly("");
        assertThat(after(Duration.ofDays(366)).sweep()).isEqualTo(1);
        assertThat(texts(after(Duration.ZERO))).isEmpty();
    }

    @Test
    void cutsWhatIsTooLong() {
        Deed deed = Deed.of(ANN, "ban").because("😀".repeat(2_000)).taking(" ");
        assertThat(deed.reason().orElseThrow().codePoints().count()).isEqualTo(1_000);
        assertThat(deed.because(" ").reason()).isEmpty();
    }

    private static List<String> reasons(List<AuditEntry> entries) {
        return entries.stream()
                .map(entry -> entry.deed().reason().orElseThrow())
                .toList();
    }

    private static List<String> texts(MongoAuditLog log) {
        return log.newest(Optional.empty(), Optional.empty(), 10).stream()
                .map(entry -> entry.deed().text().orElse(""))
                .toList();
    }
}
