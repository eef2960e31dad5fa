package xyz.anipub.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.trace.Durations;

/**
 * All meters of this node, from its start to its end. Until it {@linkplain #read reads}, nothing outside refers to it: a deployment
 * that fails before leaves nothing behind. Thread-safe.
 */
public final class Metrics {

    /** What {@link #scrape} returns. */
    static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StoreMeters store = new StoreMeters(registry);
    private volatile @Nullable NodeMeters node;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Listens to the driver's commands; it is to be given to the client of the database. */
    public StoreMeters store() {
        return store;
    }

    /** Has what the node does read from now on, and watches the virtual machine. To be called once, before the first connection. */
    public void read(NodeMeters from) {
        // Meters know what they read by weak references.
        node = from;
        from.bindTo(registry);
        watchTheMachine();
    }

    /**
     * Has something read from now on that is so or is not: 1 or 0.
     *
     * @param name with dots
     * @param text what it says, for whoever looks into the numbers by hand
     * @param isSo answers at once
     */
    public void tell(String name, String text, BooleanSupplier isSo) {
        Gauge.builder(name, () -> isSo.getAsBoolean() ? 1 : 0).description(text).register(registry);
    }

    /**
     * Has a histogram read from now on.
     *
     * @param name Prometheus's, with its unit, seconds
     * @param text what it says, for whoever looks into the numbers by hand
     */
    public void time(String name, String text, Durations durations) {
        registry.getPrometheusRegistry().register(new DurationMeter(name, text, durations));
    }

    /**
     * Has something read from now on that grows and shrinks.
     *
     * @param name with dots
     * @param text as of {@link #time}
     */
    public void number(String name, String text, Supplier<Number> number) {
        Gauge.builder(name, number).description(text).register(registry);
    }

    /** Has a limit read from now on that is not one of users: how often it was reached. */
    public void limit(String word, LongSupplier refused) {
        FunctionCounter.builder(NodeMeters.LIMITS, this, self -> refused.getAsLong())
                .description(NodeMeters.LIMITS_TEXT)
                .tag("limit", word)
                .register(registry);
    }

    /** The virtual machine knows the listener for its collections from now on, until {@link #close}. */
    void watchTheMachine() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    MeterRegistry registry() {
        return registry;
    }

    /** All numbers, in Prometheus's text format. */
    String scrape() {
        return registry.scrape();
    }

    /** Leaves nothing in the virtual machine. Calling it again does nothing. */
    public void close() {
        node = null;
        collections.close();
        registry.close();
    }
}
