package xyz.anipub.chat.rest;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.problem.FieldError;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/** Query parameters that page through lists. Read as text, as JAX-RS would answer a bad number with 404. */
public final class PageQuery {

    private PageQuery() {}

    /** @throws ProblemException 400 unless the text is missing or a number from 1 to {@code max} */
    public static int limit(@Nullable String text, int standard, int max) {
        return number("limit", text, 1, max).map(Math::toIntExact).orElse(standard);
    }

    /** @throws ProblemException 400 unless the text is missing or a number from 0 on */
    public static Optional<Long> seq(String parameter, @Nullable String text) {
        return number(parameter, text, 0, Long.MAX_VALUE);
    }

    /** @throws ProblemException 400 unless the text is missing, {@code true} or {@code false} */
    public static boolean flag(String parameter, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw invalid(parameter, "must be true or false");
    }

    /** @throws ProblemException 400 with this reason unless the text is empty */
    public static void requireAbsent(String parameter, String text, String reason) {
        if (!text.isEmpty()) {
            throw invalid(parameter, reason);
        }
    }

    private static Optional<Long> number(String parameter, @Nullable String text, long min, long max) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return Optional.of(number);
            }
        } catch (NumberFormatException notANumber) {
            // Answered below, as a number out of range is.
        }
        String message = max == Long.MAX_VALUE
                ? "must be a whole number from %d on".formatted(min)
                : "must be a whole number from %d to %d".formatted(min, max);
        throw invalid(parameter, message);
    }

    private static ProblemException invalid(String parameter, String message) {
        return new ProblemException(Problem.of(ProblemCode.INVALID, parameter + " " + message + ".")
                .withErrors(List.of(new FieldError(parameter, message))));
    }
}
