package xyz.anipub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a source logs at WARNING or ERROR, or at a level that it decides when it runs. What is put into a message then, by a
 * placeholder or by {@code +}, is {@code …}.
 */
final class LogMessages {

    private static final Pattern CALL = Pattern.compile("\\bLOG\\s*\\.log\\(");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+(?:,[^}]*)?}|%[sd]");
    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z_]+");

    /** One message as it stands in the source; empty if it does not stand where it is logged. */
    record Logged(String file, Optional<String> message) {}

    private LogMessages() {}

    static List<Logged> in(String file, String source) {
        List<Logged> found = new ArrayList<>();
        Matcher call = CALL.matcher(source);
        while (call.find()) {
            List<String> arguments = arguments(source, call.end());
            String level = arguments.get(0);
            boolean isDecidedLater = !level.contains("Level.");
            if (isDecidedLater || level.contains("WARNING") || level.contains("ERROR")) {
                String message = arguments.get(1).strip();
                found.add(new Logged(
                        file, CONSTANT.matcher(message).matches() ? constant(source, message) : text(message)));
            }
        }
        return found;
    }

    /** @param before a pattern of what stands before the literals */
    static List<String> after(String source, String before) {
        List<String> found = new ArrayList<>();
        Matcher beginning = Pattern.compile(before).matcher(source);
        while (beginning.find()) {
            text(arguments(source, beginning.end()).get(0)).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<String> constant(String source, String name) {
        Matcher declaration =
                Pattern.compile("\\b" + name + "\\s*=\\s*([^;]*);").matcher(source);
        return declaration.find() ? text(declaration.group(1)) : Optional.empty();
    }

    /** Of an expression that has a literal. */
    private static Optional<String> text(String expression) {
        StringBuilder text = new StringBuilder();
        boolean hasLiteral = false;
        for (String part : split(expression, '+')) {
            Matcher literal = LITERAL.matcher(part);
            if (part.strip().startsWith("\"") && literal.find()) {
                text.append(literal.group(1));
                hasLiteral = true;
            } else {
                text.append('…');
            }
        }
        String message =
                PLACEHOLDER.matcher(text).replaceAll("…").replace("''", "'").replace("\\\"", "\"");
        return hasLiteral ? Optional.of(message.replaceAll("…+", "…")) : Optional.empty();
    }

    /** The arguments of a call, of which this is the first character. */
    private static List<String> arguments(String source, int begin) {
        int end = end(source, begin);
        return split(source.substring(begin, end), ',');
    }

    /** Where the bracket closes that is open here. */
    private static int end(String source, int begin) {
        int depth = 1;
        for (int i = begin; ; i++) {
            char c = source.charAt(i);
            if (c == '"') {
                i = endOfLiteral(source, i);
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if ((c == ')' || c == ']' || c == '}') && --depth == 0) {
                return i;
            }
        }
    }

    /** At this character, but not within brackets or literals. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = endOfLiteral(text, i);
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (c == separator && depth == 0) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static int endOfLiteral(String text, int begin) {
        int i = begin + 1;
        while (text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
