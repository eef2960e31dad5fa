package xyz.anipub.problem;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import xyz.anipub.text.TextRule;

/**
 * Takes values out of a request's JSON object and gathers what is wrong with them, so that one answer names every field
 * at fault. Members nobody asks for are ignored. For one request, one thread.
 *
 * <pre>{@code
 * String name = fields.text("name", TextRule.name(1, 50));
 * Optional<String> description = fields.optionalText("description", TextRule.text(0, 200));
 * fields.check();
 * }</pre>
 *
 * Until {@link #check()} has returned, a value read may be an empty stand-in.
 */
public final class JsonFields {

    private final JsonObject object;
    private final List<FieldError> errors = new ArrayList<>();
    private boolean onlyTooLong = true;

    public JsonFields(JsonObject object) {
        this.object = object;
    }

    /** The whole object, for what the methods here do not cover. */
    public JsonObject object() {
        return object;
    }

    /** A string that must be there, as its rule keeps it. Null counts as missing. */
    public String text(String field, TextRule rule) {
        Optional<String> value = string(field);
        if (value.isEmpty() && isAbsent(field)) {
            error(field, "is required");
        }
        return value.map(text -> kept(field, text, rule)).orElse("");
    }

    /** A string that may be missing or null. */
    public Optional<String> optionalText(String field, TextRule rule) {
        return string(field).map(text -> kept(field, text, rule));
    }

    /** Whether it is there, be it null. */
    public boolean has(String field) {
        return object.containsKey(field);
    }

    /** A string, if one is there; whatever else is there counts as missing. */
    public Optional<String> textIfAny(String field) {
        return object.get(field) instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    /** {@code true} or {@code false}; missing or null counts as false. */
    public boolean flag(String field) {
        JsonValue value = object.getOrDefault(field, JsonValue.NULL);
        if (value != JsonValue.NULL && value != JsonValue.TRUE && value != JsonValue.FALSE) {
            error(field, "must be true or false");
        }
        return value == JsonValue.TRUE;
    }

    /** A whole number from 0 on that must be there; null counts as missing. */
    public long number(String field) {
        if (object.get(field) instanceof JsonNumber number) {
            try {
                long whole = number.longValueExact();
                if (whole >= 0) {
                    return whole;
                }
            } catch (ArithmeticException fractionOrTooLarge) {
                // Answered below, as a negative one is.
            }
        }
        error(field, isAbsent(field) ? "is required" : "must be a whole number from 0 on");
        return 0;
    }

    /** Adds an error that only the caller can see. */
    public void error(String field, String message) {
        onlyTooLong = false;
        errors.add(new FieldError(field, message));
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException 400 with every error so far: {@code too_long} if nothing else is wrong, else
     *     {@code invalid}
     */
    public void check() {
        if (errors.isEmpty()) {
            return;
        }
        FieldError first = errors.get(0);
        String detail = first.field() + " " + first.message() + ".";
        throw new ProblemException(Problem.of(onlyTooLong ? ProblemCode.TOO_LONG : ProblemCode.INVALID, detail)
                .withErrors(errors));
    }

    private Optional<String> string(String field) {
        if (isAbsent(field)) {
            return Optional.empty();
        }
        if (object.get(field) instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        error(field, "must be a string");
        return Optional.empty();
    }

    private boolean isAbsent(String field) {
        return object.getOrDefault(field, JsonValue.NULL).getValueType() == JsonValue.ValueType.NULL;
    }

    private String kept(String field, String text, TextRule rule) {
        rule.violation(text).ifPresent(message -> {
            boolean before = onlyTooLong;
            error(field, message);
            onlyTooLong = before && rule.isTooLong(text);
        });
        return rule.apply(text);
    }
}
