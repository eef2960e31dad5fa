package xyz.anipub.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the virtual machine, which outlives an application in its container, keeps of the metrics. */
@Timeout(60)
class MetricsTest {

    private static WeakReference<Object> registryOf(Consumer<Metrics> life) {
        Metrics metrics = new Metrics();
        life.accept(metrics);
        return new WeakReference<>(metrics.registry());
    }

    private static void assertForgotten(WeakReference<Object> registry) {
        await().until(() -> {
            System.gc();
            return registry.get() == null;
        });
    }

    /** As in a deployment that fails before it reads. */
    @Test
    void nothingOfThoseThatWereOnlyMade() {
        assertForgotten(registryOf(metrics -> {}));
    }

    @Test
    void nothingOfThoseThatAreClosed() {
        assertForgotten(registryOf(metrics -> {
            metrics.watchTheMachine();
            metrics.close();
            metrics.close();
        }));
    }

    @Test
    void countsTheMachineOnceItWatches() {
        Metrics metrics = new Metrics();
        assertThat(metrics.scrape()).doesNotContain("jvm_");
        metrics.watchTheMachine();
        assertThat(metrics.scrape()).contains("jvm_memory_used_bytes");
        metrics.close();
    }

    /** A series that began with its first failure would never have grown, and alert nobody. */
    @Test
    void failuresOfTheDatabaseAreCountedFromZero() {
        Scrape scrape = Scrape.of(new Metrics().scrape());
        assertThat(scrape.values("anipub_store_commands_seconds_count", "command"))
                .contains("find", "insert", "update", "findAndModify");
        assertThat(scrape.values("anipub_store_commands_seconds_count", "outcome"))
                .containsExactly("failed");
        assertThat(scrape.sum("anipub_store_commands_seconds_count")).isZero();
    }

    @Test
    void tellsWhatIsSoOrIsNot() {
        AtomicBoolean isSo = new AtomicBoolean(true);
        Metrics metrics = new Metrics();
        metrics.tell("anipub.database.up", "Whether the database answers", isSo::get);
        assertThat(metrics.scrape()).contains("\nanipub_database_up 1.0\n");
        isSo.set(false);
        assertThat(metrics.scrape()).contains("\nanipub_database_up 0.0\n");
    }
}
