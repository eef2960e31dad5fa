package xyz.anipub.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
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
}
