package xyz.anipub.metrics;

import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How long the database takes for each command, and how many documents an insert brings: under load what people post at the same time
 * goes together. Thread-safe.
 */
public final class StoreMeters implements CommandListener {

    /** Those that the chat uses; whatever else comes counts as one. */
    private static final Set<String> COMMANDS = Set.of(
            "find",
            "getMore",
            "aggregate",
            "count",
            "distinct",
            "insert",
            "update",
            "delete",
            "findAndModify",
            "createIndexes",
            "dropIndexes",
            "listIndexes",
            "listCollections");

    private static final String FAILED = "failed";

    private final MeterProvider<Timer> timers;
    private final DistributionSummary inserted;

    StoreMeters(MeterRegistry registry) {
        this.timers = Timer.builder("anipub.store.commands")
                .description("Commands of the database, as the driver sees them")
                .serviceLevelObjectives(Latencies.BOUNDS)
                .withRegistry(registry);
        this.inserted = DistributionSummary.builder("anipub.store.batch")
                .description("Documents of one insert")
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100)
                .register(registry);
        // For alerts: a series that began with its first failure would never have grown.
        COMMANDS.forEach(command -> timer(command, FAILED));
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        timer(event.getCommandName(), "succeeded")
                .record(event.getElapsedTime(TimeUnit.NANOSECONDS), TimeUnit.NANOSECONDS);
        if (event.getCommandName().equals("insert") && event.getResponse().isNumber("n")) {
            inserted.record(event.getResponse().getNumber("n").doubleValue());
        }
    }

    @Override
    public void commandFailed(CommandFailedEvent event) {
        timer(event.getCommandName(), FAILED).record(event.getElapsedTime(TimeUnit.NANOSECONDS), TimeUnit.NANOSECONDS);
    }

    private Timer timer(String command, String outcome) {
        String name = COMMANDS.contains(command) ? command : "other";
        return timers.withTags("command", name, "outcome", outcome);
    }
}
