package xyz.anipub.robustness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What another virtual machine cannot collect, as its class histogram tells after a full collection.
 *
 * @param instances how many there are, by class
 * @param bytes the size of all
 */
record LiveObjects(Map<String, Long> instances, long bytes) {

    private static final Pattern CLASS = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private static final String TIMER = "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask";

    /**
     * What containers and the JDK keep for a client, a request or a deadline. Grizzly's connections are not among them:
     * it lets go of those that are closed after half a minute or more.
     */
    private static final Set<String> FOREIGN = Set.of(
            TIMER,
            "io.undertow.servlet.spec.AsyncContextImpl",
            "io.undertow.websockets.jsr.UndertowSession",
            "org.apache.catalina.core.AsyncContextImpl",
            "org.glassfish.tyrus.core.TyrusSession");

    /** Ours, empty when its connection is closed, and kept with the requests that Payara keeps to use again. */
    private static final String KEPT_WITH_REQUESTS = "xyz.anipub.engineio.transport.upgrade.UpgradedConnection";

    /** Those of all worker threads. */
    private static final int REQUESTS = 500;

    /** How many of ours may come to stay: enums and singletons, made when first needed. */
    private static final int ONCE = 16;

    /** How many of the container's may stay: it keeps some to use them again. */
    private static final int CACHED = 80;

    /** Collects all garbage of a process and looks at what is left. */
    static LiveObjects of(long pid) {
        Map<String, Long> instances = new TreeMap<>();
        long bytes = 0;
        for (String line : histogram(pid).split("\n")) {
            Matcher row = CLASS.matcher(line);
            Matcher total = TOTAL.matcher(line);
            if (row.matches()) {
                instances.merge(row.group(2), Long.parseLong(row.group(1)), Long::sum);
            } else if (total.matches()) {
                bytes = Long.parseLong(total.group(1));
            }
        }
        return new LiveObjects(instances, bytes);
    }

    long count(Class<?> type) {
        return instances.getOrDefault(type.getName(), 0L);
    }

    /** Deadlines, those that were met and are not forgotten included. */
    long timers() {
        return instances.getOrDefault(TIMER, 0L);
    }

    /** What there is more of than before, but for a few: of every class of ours, and of those that stand for a client. */
    Map<String, Long> grownSince(LiveObjects before) {
        Map<String, Long> grown = new TreeMap<>();
        instances.forEach((type, now) -> {
            long more = now - before.instances.getOrDefault(type, 0L);
            if (more > tolerated(type)) {
                grown.put(type, more);
            }
        });
        return grown;
    }

    private static long tolerated(String type) {
        if (type.equals(KEPT_WITH_REQUESTS)) {
            return REQUESTS;
        }
        if (type.startsWith("xyz.anipub.")) {
            return ONCE;
        }
        return FOREIGN.contains(type) ? CACHED : Long.MAX_VALUE;
    }

    private static String histogram(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
