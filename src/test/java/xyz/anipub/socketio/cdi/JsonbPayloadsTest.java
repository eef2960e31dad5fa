package xyz.anipub.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import xyz.anipub.socketio.event.InvalidArgumentException;
import xyz.anipub.socketio.packet.Arguments;

class JsonbPayloadsTest {

    private final JsonbPayloads codec = new JsonbPayloads();

    public enum Mood {
        GOOD,
        BAD
    }

    public record Person(String name, int age) {}

    public record Everything(
            @JsonbProperty("_id") String id,
            Person author,
            List<Person> readers,
            Map<String, Integer> counts,
            Mood mood,
            Optional<String> note,
            LocalDate day,
            byte[] picture,
            String[] tags) {}

    /** No record, with a way of its own. */
    public static final class Temperature {

        private final double celsius;

        private Temperature(double celsius) {
            this.celsius = celsius;
        }

        @JsonbCreator
        public static Temperature of(@JsonbProperty("celsius") double celsius) {
            return new Temperature(celsius);
        }

        public double getCelsius() {
            return celsius;
        }
    }

    /** Not public. */
    record Hidden(String text) {}

    public record Box(List<Hidden> hidden) {}

    public record Tree(String name, List<Tree> branches) {}

    private static final Map<String, Object> SENT = Map.of(
            "_id",
            "i",
            "author",
            Map.of("name", "Ann", "age", 7),
            "readers",
            List.of(Map.of("name", "Bob", "age", 8)),
            "counts",
            Map.of("a", 1),
            "mood",
            "GOOD",
            "note",
            "n",
            "day",
            "2026-01-02",
            "picture",
            new byte[] {1, 2, 3},
            "tags",
            List.of("x", "y"),
            "unknown",
            List.of());

    @Test
    void readsARecordWithAllThatIsInIt() {
        Everything read = (Everything) codec.read(Arguments.value(SENT), Everything.class);

        assertThat(read.id).isEqualTo("i");
        assertThat(read.author).isEqualTo(new Person("Ann", 7));
        assertThat(read.readers).containsExactly(new Person("Bob", 8));
        assertThat(read.counts).isEqualTo(Map.of("a", 1));
        assertThat(read.mood).isEqualTo(Mood.GOOD);
        assertThat(read.note).contains("n");
        assertThat(read.day).isEqualTo("2026-01-02");
        assertThat(read.picture).containsExactly(1, 2, 3);
        assertThat(read.tags).containsExactly("x", "y");
    }

    @Test
    void whatIsMissingIsNull() {
        Everything read = (Everything) codec.read(JsonValue.EMPTY_JSON_OBJECT, Everything.class);
        assertThat(read.id).isNull();
        assertThat(read.author).isNull();
        assertThat(read.note).isEmpty();
        assertThat(codec.read(JsonValue.NULL, Person.class)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_id     | 1                      | _id must be a string",
                "author  | x                      | author must be an object",
                "author  | {\"name\":1,\"age\":1} | author.name must be a string",
                "author  | {\"name\":\"x\"}       | author.age must be an integer of 32 bits",
                "readers | {}                     | readers must be an array",
                "readers | [null,{\"name\":[],\"age\":1}]| readers[1].name must be a string",
                "counts  | []                     | counts must be an object",
                "counts  | {\"a\":\"1\"}          | counts.a must be an integer of 32 bits",
                "mood    | 1                      | mood must be a string",
                "note    | 1                      | note must be a string",
                "day     | 1                      | day must be a string",
                "picture | AQ==                   | picture must be binary",
                "tags    | [1]                    | tags[0] must be a string",
                "mood    | UGLY                   | cannot be read",
                "day     | someday                | cannot be read"
            })
    void saysWhereAValueDoesNotFit(String field, String value, String message) {
        JsonValue sent = Arguments.value(Map.of(field, json(value)));
        assertThatThrownBy(() -> codec.read(sent, Everything.class))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"1", "true"})
    void takesNothingForARecordButAnObject(String value) {
        assertThatThrownBy(() -> codec.read(json(value), Person.class)).hasMessage("must be an object");
    }

    @Test
    void leavesToJsonbWhatHasAWayOfItsOwn() {
        Temperature read = (Temperature) codec.read(Arguments.value(Map.of("celsius", 1.5)), Temperature.class);
        assertThat(read.celsius).isEqualTo(1.5);
        assertThatThrownBy(() -> codec.read(Arguments.value("x"), Temperature.class))
                .isInstanceOf(InvalidArgumentException.class);
    }

    static Stream<Type> unreadable() {
        return Stream.of(
                Thread.class,
                Object.class,
                Runnable.class,
                Number[][].class.getSuperclass(),
                Class.class,
                List.class,
                Hidden.class,
                Box.class);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void knowsWhatCannotBeMadeOfJson(Type type) {
        assertThat(codec.reads(type)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("readable")
    void knowsWhatCanBeMadeOfJson(Type type) {
        assertThat(codec.reads(type)).isTrue();
    }

    static Stream<Type> readable() {
        return Stream.of(
                String.class,
                int.class,
                byte[].class,
                Person.class,
                Person[].class,
                Tree.class,
                Mood.class,
                Temperature.class,
                Instant.class,
                UUID.class,
                Everything.class.getRecordComponents()[2].getGenericType(),
                Everything.class.getRecordComponents()[3].getGenericType());
    }

    @Test
    void writesRecordsWhereverTheyStand() {
        assertThat(codec.write(new Person("Ann", 7))).hasToString("{\"age\":7,\"name\":\"Ann\"}");
        assertThat(codec.write(List.of(Map.of("p", new Person("Ann", 7), "b", new byte[] {1}))))
                .isEqualTo(Arguments.value(List.of(Map.of("p", Map.of("age", 7, "name", "Ann"), "b", new byte[] {1}))));
        assertThat(codec.write(Mood.BAD)).hasToString("\"BAD\"");
        assertThat(codec.write(null)).isEqualTo(JsonValue.NULL);
    }

    @Test
    void saysWhatCannotBeWritten() {
        Object loop = new Object() {
            @SuppressWarnings("unused")
            public Object getSelf() {
                throw new IllegalStateException();
            }
        };
        assertThatThrownBy(() -> codec.write(loop)).isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonValue json(String text) {
        if (!text.matches("[\\[{\\d].*|true")) {
            return Arguments.value(text);
        }
        try (var reader = jakarta.json.Json.createReader(new java.io.StringReader("[" + text + "]"))) {
            return reader.readArray().get(0);
        }
    }
}
