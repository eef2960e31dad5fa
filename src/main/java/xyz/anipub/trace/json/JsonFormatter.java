package xyz.anipub.trace.json;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Writes each record as one JSON object and a line break: {@code time}, {@code level} (of {@code System.Logger}, as containers have
 * words of their own), {@code logger}, {@code node}, the ids that it is about, {@code message} and, of an exception, {@code error} with
 * its stack trace. Thread-safe.
 */
final class JsonFormatter extends Formatter {

    private static final int USUAL_LENGTH = 256;

    /** Made once: the thread that logs may be of an application that finds no JSON. */
    private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

    private final String node;
    private final Formatter former;

    /** @param former the container's own, which knows how its records make a message */
    JsonFormatter(String node, Formatter former) {
        this.node = node;
        this.former = former;
    }

    Formatter former() {
        return former;
    }

    @Override
    public String format(LogRecord line) {
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator json = GENERATORS.createGenerator(text)) {
            json.writeStartObject()
                    .write("time", line.getInstant().toString())
                    .write("level", level(line.getLevel()))
                    .write("logger", line.getLoggerName() == null ? "" : line.getLoggerName())
                    .write("node", node);
            NamedRecord.ids(line).forEach(json::write);
            json.write("message", message(line));
            if (line.getThrown() != null) {
                json.write("error", trace(line.getThrown()));
            }
            json.writeEnd();
        }
        return text.append('\n').toString();
    }

    private String message(LogRecord line) {
        String message = NamedRecord.isOne(line) ? line.getMessage() : former.formatMessage(line);
        return message == null ? "" : message;
    }

    private static String level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        if (value >= Level.INFO.intValue()) {
            return "INFO";
        }
        return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
