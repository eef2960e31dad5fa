package xyz.anipub.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.text.TextRule;

class JsonFieldsTest {

    private static final TextRule NAME = TextRule.name(2, 5);

    @Test
    void handsOutTrimmedValues() {
        JsonFields fields = fields("{\"name\":\" Ann \",\"image\":null}");
        assertThat(fields.text("name", NAME)).isEqualTo("Ann");
        assertThat(fields.optionalText("image", NAME)).isEmpty();
        assertThat(fields.optionalText("other", NAME)).isEmpty();
        fields.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$gt\":\"\"}", "1", "true", "[\"Ann\"]"})
    void refusesWhatIsNoString(String value) {
        JsonFields fields = fields("{\"name\":" + value + "}");
        fields.text("name", NAME);
        assertThat(refused(fields).errors()).containsExactly(new FieldError("name", "must be a string"));
    }

    @Test
    void readsWholeNumbers() {
        JsonFields fields = fields("{\"seq\":9223372036854775807}");
        assertThat(fields.number("seq")).isEqualTo(Long.MAX_VALUE);
        fields.check();
        fields.number("missing");
        assertThat(refused(fields).errors()).containsExactly(new FieldError("missing", "is required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"1\"", "1e400", "9223372036854775808", "true", "[]"})
    void refusesWhatIsNoWholeNumber(String value) {
        JsonFields fields = fields("{\"seq\":" + value + "}");
        fields.number("seq");
        assertThat(refused(fields).errors()).containsExactly(new FieldError("seq", "must be a whole number from 0 on"));
    }

    @Test
    void namesEveryFieldAtFault() {
        JsonFields fields = fields("{\"name\":null,\"image\":7,\"title\":\"x\"}");
        fields.text("name", NAME);
        fields.optionalText("image", NAME);
        fields.text("title", NAME);
        Problem problem = refused(fields);
        assertThat(problem.errors())
                .containsExactly(
                        new FieldError("name", "is required"),
                        new FieldError("image", "must be a string"),
                        new FieldError("title", "must have at least 2 characters"));
        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID);
        assertThat(problem.detail()).isEqualTo("name is required.");
    }

    @Test
    void saysTooLongWhenNothingElseIsWrong() {
        JsonFields fields = fields("{\"name\":\"abcdef\",\"title\":\"abcdef\"}");
        fields.text("name", NAME);
        fields.text("title", NAME);
        assertThat(refused(fields).code()).isEqualTo(ProblemCode.TOO_LONG);
        fields.text("missing", NAME);
        assertThat(refused(fields).code()).isEqualTo(ProblemCode.INVALID);
    }

    private static Problem refused(JsonFields fields) {
        return catchThrowableOfType(ProblemException.class, fields::check).problem();
    }

    private static JsonFields fields(String json) {
        return new JsonFields(Json.createReader(new StringReader(json)).readObject());
    }
}
