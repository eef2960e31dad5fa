package xyz.anipub.chat.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.chat.TestIds;

/** A node beside another one, on clocks that the test sets: when it closes its connections, and when it does not. */
class FenceTest {

    private static final Duration LIMIT = FenceLimit.standard().time();
    private static final Duration LOOK = Duration.ofMillis(500);

    private final InMemoryNodeRepository store = new InMemoryNodeRepository();
    private long nanos = -5;
    private long millis = 1_000_000;
    private int closings;
    private Runnable whileClosing = () -> {};
    private final LiveNodes other = new LiveNodes(store, () -> nanos);
    private final LiveNodes nodes = new LiveNodes(store, () -> nanos);
    private final Endings endings = new Endings(store, nodes, List.of(), number -> {});
    private final Fence fence = fence(FenceLimit.standard());

    private Fence fence(FenceLimit limit) {
        FencedDelivery delivery = () -> {
            closings++;
            whileClosing.run();
            return 1;
        };
        return new Fence(nodes, delivery, limit, () -> millis);
    }

    /** The node has the store's answer, and follows what has ended. */
    private void reachStore() {
        nodes.beat();
        endings.follow();
    }

    private void beginAlone() {
        reachStore();
        fence.raise();
    }

    private void beginBesideAnother() {
        other.beat();
        reachStore();
        other.beat();
        reachStore();
        fence.raise();
    }

    /** A right ends on the other node. */
    private void end() {
        store.end(other.me(), new Ending.OfListening(TestIds.room(), Optional.of(TestIds.user())));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        millis += time.toMillis();
    }

    /** The process runs, and its timer with it. */
    private void run(Duration time, Runnable eachTime) {
        for (Duration left = time; !left.isZero(); left = left.minus(LOOK)) {
            pass(LOOK);
            eachTime.run();
            fence.check();
        }
    }

    private void runCutOff(Duration time) {
        run(time, () -> {});
    }

    @Test
    void aNodeThatReachesTheStoreGoesOn() {
        beginBesideAnother();
        run(Duration.ofMinutes(1), this::reachStore);
        assertThat(closings).isZero();
    }

    @Test
    void aNodeThatReachesNobodyClosesWhenItsTimeIsOver() {
        beginBesideAnother();
        runCutOff(LIMIT);
        assertThat(closings).isZero();
        runCutOff(LOOK);
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void whoComesWhileItIsCutOffHasTheSameTime() {
        beginBesideAnother();
        runCutOff(LIMIT.plus(LOOK));
        runCutOff(LIMIT);
        assertThat(closings).isEqualTo(1);
        runCutOff(LOOK);
        assertThat(closings).isEqualTo(2);
        run(LIMIT.multipliedBy(3), this::reachStore);
        assertThat(closings).as("once it is back").isEqualTo(2);
    }

    /** However often it closes whoever comes meanwhile: one beat after its return is enough. */
    @Test
    void whoComesToANodeThatStoodStillIsClosedUntilOthersCanSeeThatItIsBack() {
        beginBesideAnother();
        pass(LIMIT.plusMillis(1));
        fence.check();
        pass(LOOK);
        fence.check();
        assertThat(closings).isEqualTo(2);
        assertThat(fence.isCutOff()).isTrue();
        nodes.beat();
        pass(LOOK);
        fence.check();
        assertThat(closings).isEqualTo(2);
        assertThat(fence.isCutOff()).isFalse();
    }

    /** Also just after it has closed its connections, so that balancers do not send it the same clients again. */
    @Test
    void aNodeSaysThatItIsCutOffUntilItHasNews() {
        beginBesideAnother();
        runCutOff(LIMIT);
        assertThat(fence.isCutOff()).isFalse();
        runCutOff(LOOK.multipliedBy(2));
        assertThat(closings).isEqualTo(1);
        assertThat(fence.isCutOff()).isTrue();
        reachStore();
        assertThat(fence.isCutOff()).isFalse();
    }

    @Test
    void aNodeWithoutAFenceIsNeverCutOff() {
        reachStore();
        runCutOff(Duration.ofMinutes(1));
        assertThat(fence.isCutOff()).isFalse();
    }

    @Test
    void aNodeThatIsAloneGoesOnWithoutItsStore() {
        beginAlone();
        runCutOff(Duration.ofMinutes(1));
        assertThat(closings).isZero();
    }

    @Test
    void aNodeWhoseCompanyHasEndedGoesOnWithoutItsStore() {
        beginBesideAnother();
        run(Endings.PATIENCE, this::reachStore);
        runCutOff(Duration.ofMinutes(1));
        assertThat(closings).isZero();
    }

    @Test
    void aFormerLifeThatIsStillInTheStoreIsNoCompany() {
        other.beat();
        beginAlone();
        runCutOff(Duration.ofMinutes(1));
        assertThat(closings).isZero();
    }

    @Test
    void aNodeThatHearsAnotherGoesOnWithoutTheStore() {
        beginBesideAnother();
        run(Duration.ofMinutes(1), () -> fence.heard(0));
        assertThat(closings).isZero();
    }

    @Test
    void hearingOfAnEndingThatItCannotReadIsNotEnough() {
        beginBesideAnother();
        end();
        run(LIMIT.plus(LOOK), () -> fence.heard(1));
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void whoHasHeardOfAnEndingIsInformedByTheStoreAlone() {
        beginBesideAnother();
        run(Duration.ofSeconds(30), () -> fence.heard(0));
        fence.heard(1);
        run(LIMIT, () -> fence.heard(0));
        assertThat(closings).isZero();
        run(LOOK, () -> fence.heard(0));
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void aStoreThatIsSlowToConfirmWhatWasFollowedIsNoReasonToClose() {
        beginBesideAnother();
        run(LIMIT, () -> fence.heard(0));
        end();
        fence.heard(1);
        run(LOOK.multipliedBy(4), () -> fence.heard(1));
        reachStore();
        run(Duration.ofMinutes(1), () -> fence.heard(1));
        assertThat(closings).isZero();
    }

    @Test
    void aNodeThatWasAloneClosesWhenItHearsOfAnEndingAndHasNoStore() {
        beginAlone();
        runCutOff(Duration.ofMinutes(1));
        assertThat(closings).isZero();
        fence.heard(1);
        fence.check();
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void anEndingThatWasHeardOfAndFollowedCountsNoMore() {
        beginBesideAnother();
        end();
        fence.heard(1);
        pass(LOOK);
        reachStore();
        run(Duration.ofMinutes(1), () -> fence.heard(1));
        assertThat(closings).isZero();
    }

    @Test
    void anEndingOfItsOwnIsFollowed() {
        beginBesideAnother();
        endings.publish(new Ending.OfListening(TestIds.room(), Optional.of(TestIds.user())));
        endings.follow();
        run(Duration.ofMinutes(1), () -> fence.heard(1));
        assertThat(closings).isZero();
    }

    @Test
    void readingOfAnEndingIsNotEnoughUntilItIsFollowed() {
        beginBesideAnother();
        end();
        run(LIMIT.plus(LOOK), nodes::beat);
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void aNodeThatFollowsOneEndingAfterTheOtherGoesOn() {
        beginBesideAnother();
        run(Duration.ofMinutes(1), () -> {
            reachStore();
            end();
            nodes.beat();
        });
        assertThat(closings).isZero();
    }

    @Test
    void aNodeThatStoodStillClosesBeforeItHearsAnything() {
        beginBesideAnother();
        pass(LIMIT.plusMillis(1));
        fence.heard(0);
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void aNodeThatStoodStillClosesThoughTheStoreIsFaster() {
        beginBesideAnother();
        pass(LIMIT.plusMillis(1));
        reachStore();
        fence.check();
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void aNodeThatStoodStillCannotKnowWhetherItIsStillAlone() {
        beginAlone();
        pass(LIMIT.plusMillis(1));
        fence.check();
        nodes.beat();
        fence.check();
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void aMachineThatWasSuspendedStoodStillThoughItsMonotonicClockDidToo() {
        beginBesideAnother();
        millis += LIMIT.toMillis() + 1;
        fence.check();
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void aNodeStoodStillThoughItsClockWasSetBackMeanwhile() {
        beginBesideAnother();
        nanos += LIMIT.plusMillis(1).toNanos();
        reachStore();
        fence.check();
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackChangesNothing() {
        beginBesideAnother();
        millis -= Duration.ofHours(1).toMillis();
        run(Duration.ofMinutes(1), this::reachStore);
        assertThat(closings).isZero();
    }

    @Test
    void whoComesByWhileItClosesDoesNotPass() {
        beginBesideAnother();
        millis += LIMIT.toMillis() + 1;
        whileClosing = () -> {
            whileClosing = () -> {};
            Thread sender = new Thread(fence::check);
            sender.start();
            try {
                sender.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        fence.check();
        assertThat(closings).isEqualTo(2);
    }

    @Test
    void whatTheClosingSendsDoesNotCloseAgain() {
        beginBesideAnother();
        pass(LIMIT.plusMillis(1));
        whileClosing = fence::check;
        fence.check();
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void withoutALimitNothingIsClosed() {
        beginBesideAnother();
        Fence none = fence(new FenceLimit(Duration.ZERO));
        none.raise();
        pass(Duration.ofHours(1));
        none.check();
        assertThat(closings).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1S", "PT1.999S", "PT4.001S"})
    void refusesALimitThatIsShorterThanTwoBeatsOrAsLongAsOthersWait(String time) {
        assertThatThrownBy(() -> new FenceLimit(Duration.parse(time)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("anipub.node.fence");
    }
}
