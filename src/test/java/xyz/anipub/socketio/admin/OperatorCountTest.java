package xyz.anipub.socketio.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often operators are told, whoever comes and goes. */
class OperatorCountTest {

    private final AdminFixture fixture = new AdminFixture(false, false);
    private final List<String> reports = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private final OperatorCount audience =
            new OperatorCount(fixture.engine, new Traffic(fixture.clock), fixture.server, () -> {
                reports.add("report");
                meanwhile.run();
            });

    private int reportsIn(Duration time) {
        reports.clear();
        fixture.timers.advance(time);
        return reports.size();
    }

    @Test
    void hearsEveryTwoSecondsWhileItIsThere() {
        assertThat(reportsIn(Duration.ofSeconds(4))).isZero();
        audience.came();
        audience.came();
        assertThat(reportsIn(Duration.ofSeconds(4))).isEqualTo(2);
        audience.left();
        assertThat(reportsIn(Duration.ofSeconds(4))).isEqualTo(2);
        audience.left();
        assertThat(reportsIn(Duration.ofSeconds(4))).isZero();
        assertThat(audience.isThere()).isFalse();
    }

    @Test
    void isThereWhileAnotherNodeSaysSo() {
        audience.isElsewhere();
        assertThat(reportsIn(Duration.ofSeconds(4))).isEqualTo(2);
        audience.isElsewhere();
        assertThat(reportsIn(Duration.ofSeconds(4))).isEqualTo(2);
        assertThat(audience.isThere()).isTrue();
        audience.came();
        assertThat(reportsIn(Duration.ofSeconds(20))).isEqualTo(10);
        audience.left();
        assertThat(audience.isThere()).isFalse();
        audience.isElsewhere();
        assertThat(reportsIn(Duration.ofSeconds(20))).isEqualTo(4);
        assertThat(audience.isThere()).isFalse();
    }

    @Test
    void hearsOnceThoughAnOperatorReloadsDuringAReport() {
        audience.came();
        meanwhile = () -> {
            meanwhile = () -> {};
            audience.left();
            audience.came();
        };
        fixture.timers.advance(Duration.ofSeconds(2));
        assertThat(reportsIn(Duration.ofSeconds(20))).isEqualTo(10);
        audience.left();
        assertThat(reportsIn(Duration.ofSeconds(20))).isZero();
    }
}
