package xyz.anipub.trace.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.trace.LogContext;

class JsonLogTest {

    private static final String NODE = "a".repeat(24);
    private static final System.Logger LOG = System.getLogger("xyz.anipub.test");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Formatter usual = new SimpleFormatter();
    private final StreamHandler handler = new StreamHandler(written, usual);
    private final Logger all = Logger.getLogger("");
    private JsonLog log;

    @BeforeEach
    void begin() throws Exception {
        handler.setEncoding("UTF-8");
        all.addHandler(handler);
        log = JsonLog.begin(NODE);
    }

    @AfterEach
    void end() {
        log.close();
        all.removeHandler(handler);
    }

    private List<JsonObject> lines() {
        handler.flush();
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonLogTest::read)
                .toList();
    }

    private static JsonObject read(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    @Test
    void namesNodeSessionUserAndRoom() {
        LogContext.Scope packet = LogContext.ofSession("sid");
        LogContext.addUser("user");
        LogContext.addRoom("room");
        LOG.log(System.Logger.Level.WARNING, "{0} of \"{1}\"", 1, "two\nlines");
        packet.end();

        JsonObject line = lines().get(0);
        assertThat(line.keySet())
                .containsExactly("time", "level", "logger", "node", "session", "user", "room", "message");
        assertThat(line.getString("level")).isEqualTo("WARNING");
        assertThat(line.getString("logger")).isEqualTo("xyz.anipub.test");
        assertThat(line.getString("node")).isEqualTo(NODE);
        assertThat(line.getString("session")).isEqualTo(LogContext.tag("sid"));
        assertThat(line.getString("user")).isEqualTo("user");
        assertThat(line.getString("room")).isEqualTo("room");
        assertThat(line.getString("message")).isEqualTo("1 of \"two\nlines\"");
    }

    /** A container may write on another thread than the one that logs. */
    @Test
    void namesThemHoweverLateTheLineIsWritten() {
        LogRecord line = new LogRecord(Level.INFO, "It is {0}");
        line.setParameters(new Object[] {"late"});
        LogContext.Scope turn = LogContext.ofRoom("room");
        new NamedRecord.Maker().publish(line);
        turn.end();

        JsonObject written = read(new JsonFormatter(NODE, usual).format(line));
        assertThat(written.getString("room")).isEqualTo("room");
        assertThat(written.getString("message")).isEqualTo("It is late");
    }

    @Test
    void linesOfOthersAreJsonToo() {
        Logger.getLogger("org.example").log(Level.SEVERE, "{0}", "bad");

        JsonObject line = lines().get(0);
        assertThat(line.getString("level")).isEqualTo("ERROR");
        assertThat(line.getString("message")).isEqualTo("bad");
        assertThat(line.keySet()).containsExactly("time", "level", "logger", "node", "message");
    }

    @Test
    void anExceptionStaysInItsLine() {
        LOG.log(System.Logger.Level.ERROR, "Failed", new IllegalStateException("why"));

        assertThat(lines()).hasSize(1);
        assertThat(lines().get(0).getString("error"))
                .startsWith("java.lang.IllegalStateException: why\n")
                .contains("\tat " + JsonLogTest.class.getName());
    }

    /** A message that is text already is not read as a pattern, whatever it contains. */
    @Test
    void aMessageWithoutParametersIsWrittenAsItIs() {
        LOG.log(System.Logger.Level.INFO, "the room {0} isn't there");

        assertThat(lines().get(0).getString("message")).isEqualTo("the room {0} isn't there");
    }

    @Test
    void afterItsEndTheLogLooksAsBefore() {
        log.close();
        LOG.log(System.Logger.Level.INFO, "plain");

        assertThat(handler.getFormatter()).isSameAs(usual);
        handler.flush();
        assertThat(written.toString(StandardCharsets.UTF_8)).contains("plain").doesNotContain("{");
    }
}
