package xyz.anipub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much processor time and memory processes have taken, as Linux tells it. */
final class Cpu {

    /** Of the two numbers in question, and in all Linux that Java runs on. */
    private static final double TICKS_A_SECOND = 100;

    /** C1's and C2's; Linux keeps fifteen characters of a name. */
    private static final String COMPILERS = "C# CompilerThre";

    private Cpu() {}

    /** In all threads of a process, ended ones included; exact to 10 ms. */
    static double secondsOf(long pid) {
        return seconds(read(pid, "stat"));
    }

    /** In the threads of a process that compile Java; such threads may end and take their time with them. */
    static double compilerSecondsOf(long pid) {
        return secondsByThreads(pid).getOrDefault(COMPILERS, 0.0);
    }

    /** In all threads of a process that live, by their names without numbers; what has ended took its time with it. */
    static Map<String, Double> secondsByThreads(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            return threads.map(thread -> stat(thread.resolve("stat")))
                    .filter(stat -> !stat.isEmpty())
                    .collect(Collectors.groupingBy(Cpu::kind, Collectors.summingDouble(Cpu::seconds)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kind(String stat) {
        return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
                .replaceAll("\\d+", "#");
    }

    private static String stat(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return "";
        }
    }

    /** User and system time of a process or a thread. */
    private static double seconds(String stat) {
        // The name, in parentheses, may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    static double secondsOfThisThread() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    /** The resident set, in kilobytes. */
    static long residentKilobytes(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Work that waits for a processor of this machine, its mean over the last minute. */
    static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
