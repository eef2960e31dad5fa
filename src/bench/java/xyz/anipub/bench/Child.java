package xyz.anipub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that writes a line when it is ready. */
final class Child implements AutoCloseable {

    private final Process process;
    private final String answer;
    private volatile boolean closing;

    private Child(String name, Process process, String answer) {
        this.process = process;
        this.answer = answer;
        process.onExit().thenAccept(ended -> {
            if (!closing) {
                System.out.println("A process ended by itself, with " + ended.exitValue() + ": " + name);
            }
        });
    }

    /** Starts one and waits. @param ready what its line begins with */
    static Child start(List<String> command, Path folder, Map<String, String> environment, String ready) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String line = output.readLine();
            while (line != null && !line.startsWith(ready)) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("It did not start: " + command);
            }
            return new Child(String.join(" ", command), process, line.substring(ready.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program of ours. */
    static Child java(Class<?> main, String ready, String option, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return start(command, Path.of("."), Map.of(), ready);
    }

    long pid() {
        return process.pid();
    }

    /** What followed in its line. */
    String answer() {
        return answer;
    }

    @Override
    public void close() {
        closing = true;
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
