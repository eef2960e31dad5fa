package xyz.anipub.web.openapi;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.socketio.cdi.OnEvent;

/** The AsyncAPI document says of the events what the program has, no less and no more. */
class AsyncApiTest {

    private static final JsonObject DOCUMENT = ApiDocument.ASYNCAPI.read();

    /** Of Socket.IO itself. */
    private static final String REFUSAL = "connect_error";

    @Test
    void hasEachEventThatClientsMaySend() {
        TreeSet<String> handled = ProgramClasses.all()
                .filter(type -> type.getPackageName().startsWith("xyz.anipub.chat."))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(method -> Stream.ofNullable(method.getAnnotation(OnEvent.class)))
                .map(OnEvent::value)
                .collect(toCollection(TreeSet::new));
        assertThat(handled).hasSizeGreaterThan(10);

        assertThat(names("receive")).isEqualTo(handled);
    }

    @Test
    void hasEachEventThatThereIs() {
        Set<String> documented = new TreeSet<>(names("receive"));
        documented.addAll(names("send"));
        documented.remove(REFUSAL);

        assertThat(documented)
                .isEqualTo(Arrays.stream(EventNames.class.getDeclaredFields())
                        .map(AsyncApiTest::value)
                        .collect(toCollection(TreeSet::new)));
    }

    private static String value(Field constant) {
        try {
            constant.setAccessible(true);
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eachEventFromClientsHasAnAck() {
        assertThat(operations("receive")).isNotEmpty().allSatisfy(operation -> assertThat(
                        message(operation.getJsonObject("reply")).getString("name"))
                .isEqualTo(message(operation).getString("name")));
    }

    @Test
    void hasEachErrorCode() {
        assertThat(Json.createPointer("/components/schemas/ErrorCode/enum")
                        .getValue(DOCUMENT)
                        .asJsonArray()
                        .getValuesAs(JsonString::getString))
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::text).toList());
    }

    @Test
    void itsExamplesAreOfTheirSchemas() {
        Examples.Checked checked = Examples.check(DOCUMENT);
        assertThat(checked.violations()).isEmpty();
        assertThat(checked.count()).isGreaterThan(30);
        assertThat(Examples.brokenReferences(DOCUMENT)).isEmpty();
    }

    @Test
    void showsAnExampleOfEachEvent() {
        Stream.of("receive", "send")
                .flatMap(AsyncApiTest::operations)
                .map(AsyncApiTest::message)
                .forEach(message ->
                        assertThat(message).as(message.getString("name")).containsKey("examples"));
    }

    private static TreeSet<String> names(String action) {
        return operations(action)
                .map(operation -> message(operation).getString("name"))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<JsonObject> operations(String action) {
        return DOCUMENT.getJsonObject("operations").values().stream()
                .map(JsonValue::asJsonObject)
                .filter(operation -> operation.getString("action").equals(action));
    }

    private static JsonObject message(JsonObject operation) {
        String reference = operation.getJsonArray("messages").getJsonObject(0).getString("$ref");
        return Json.createPointer(reference.substring(1)).getValue(DOCUMENT).asJsonObject();
    }
}
